using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Widget;
using NodaTime;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>
/// The events of a search as a page for people, in the six languages, without any script: where the link inside a widget leads. It takes
/// the parameters of <c>/api/v1/events</c>.
/// </summary>
static class ShowWhatsOn
{
    public static async Task AnswerAsync(HttpContext context, Known known, EventReader events, CataloguePosition catalogue, IClock clock)
    {
        // Mail programs and social media add parameters to links that people share: a page, unlike the API, lets them pass.
        var understood = ListEvents.Description.Query;
        var own = context.Request.Query.Where(given => understood.Any(parameter => parameter.Name == given.Key) && given.Value.Any(value => value?.Length > 0));
        var (query, refusals) = await QueryReading.ReadAsync(QueryString.Create(own), understood, known, context.RequestAborted);
        var language = context.Language(query);
        var texts = WidgetTexts.In(language);
        var now = clock.GetCurrentInstant();
        var window = EventParameters.Window(query, known, now);
        var problem = refusals.Count > 0 ? Problem.Refused(refusals, context.PublicUrl()) : ListEvents.Refused(query, window, context.PublicUrl());
        if (problem is not null)
        {
            context.Response.StatusCode = problem.Type.Status;
            await HtmlPage.WriteAsync(context, language, texts.Page("wrong"), WhatsOnBody.OfProblem(texts, problem));
            return;
        }
        var search = EventSearch.Of(query, known, window.Window!, now);
        var position = await catalogue.ReadAsync(context.RequestAborted);
        var key = query.WriteWithout(Parameters.Limit, Parameters.Offset, EventParameters.After, Parameters.Language, Parameters.Shape);
        var total = await events.CountAsync(search, position, key, context.RequestAborted);
        var limit = query.Of(Parameters.Limit);
        var rows = await events.ReadAsync(search, total, MemberChoice.All, language, ReaderRights.Public, limit, query.Of(Parameters.Offset), context.RequestAborted);
        var page = new EventPage(query, total, rows, null);
        var body = new WhatsOnBody(texts, known, search, page, new EventTimes(texts, search.Today));
        await HtmlPage.WriteAsync(context, language, body.Title, body.ToHtml());
    }
}
