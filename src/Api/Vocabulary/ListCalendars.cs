using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Vocabulary;

sealed class ListCalendars(Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new(
        "listCalendars", "Vocabularies", "School breaks and holidays, with their dates and where those come from", "CalendarList")
    {
        Remarks = "An id is what `when` takes: `midsommar`, `sportlov:1780`, or with a year `sportlov:1780:2027`. Where a source is a custom and not a decision, it says so.",
        Query = [CalendarParameters.Area, CalendarParameters.Year, Parameters.Language, Parameters.VocabularyLimit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var (area, year) = (query.Of(CalendarParameters.Area), query.Of(CalendarParameters.Year));
        var thisYear = known.Region.Today(clock).Year;
        var rows = known.Region.Calendars.All
            .Where(calendar => area is null || calendar.Area?.Code == area)
            .Select(calendar => CalendarView.Of(calendar, language, year, thisYear))
            .Where(calendar => year is null || calendar.Periods.Count > 0)
            .ToList();
        var page = new Page(rows.Count, query.Of(Parameters.VocabularyLimit), query.Of(Parameters.Offset));
        var answer = JsonAnswer.List(context, query, page, "calendars");
        foreach (var calendar in rows.Skip(page.Offset).Take(page.Limit))
        {
            answer.Row(calendar, $"{context.PublicUrl()}/api/v1/calendars/{calendar.Id}");
        }
        await answer.EndListAsync(context, Caching.Description);
    }
}
