using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Vocabulary;

sealed class FindCalendar(Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("findCalendar", "Vocabularies", "One school break or holiday", "Calendar")
    {
        Path = [new PathParameter("id", "The calendar's id: a holiday's name, or a school break's with its area.", "sportlov:1780")],
        Query = [CalendarParameters.Year, Parameters.Language],
        Problems = [ProblemType.CalendarUnknown, ProblemType.CalendarNoData],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var calendar = known.Region.Calendars.All.FirstOrDefault(c => c.Id == id);
        if (calendar is null)
        {
            await ProblemAnswer.WriteAsync(context, Problem.CalendarUnknown(id));
            return;
        }
        var year = query.Of(CalendarParameters.Year);
        if (year is { } asked && calendar.In(asked).Count == 0)
        {
            await ProblemAnswer.WriteAsync(context, Problem.CalendarNoData(calendar, asked));
            return;
        }
        var view = CalendarView.Of(calendar, context.Language(query), year, known.Region.Today(clock).Year);
        await JsonAnswer.ObjectAsync(context, view, Caching.Description, ("self", $"{context.PublicUrl()}/api/v1/calendars/{id}{query.Write()}"));
    }
}
