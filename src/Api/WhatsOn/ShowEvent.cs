using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Widget;
using NodaTime;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>One listing as a page for people, for sites that have none of their own to lead to.</summary>
static class ShowEvent
{
    static readonly IReadOnlyList<QueryParameter> Understood = [Parameters.Language];

    public static async Task AnswerAsync(HttpContext context, Known known, ShapeReader shapes, ListingReader listings, IClock clock)
    {
        var id = ListingPath.IdOf(context);
        var own = context.Request.Query.Where(given => given.Key == Parameters.Language.Name);
        var (query, _) = await QueryReading.ReadAsync(QueryString.Create(own), Understood, known, context.RequestAborted);
        var texts = WidgetTexts.In(context.Language(query));
        var rows = await shapes.ReadAsync([id], texts.Language, ReaderRights.Public, context.RequestAborted);
        if (rows is [var row])
        {
            var times = new EventTimes(texts, known.Region.Today(clock));
            await HtmlPage.WriteAsync(context, texts.Language, row.Listing.Title, EventBody.Of(row, texts, times));
            return;
        }
        var gone = await listings.FindStateAsync(id, context.RequestAborted);
        if (gone?.ReplacedBy is { } successor)
        {
            context.Response.Redirect($"{WhatsOnBody.Path}/{Uri.EscapeDataString(successor)}?language={texts.Language}", permanent: true);
            return;
        }
        context.Response.StatusCode = gone is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        await HtmlPage.WriteAsync(context, texts.Language, texts.Page("gone"), EventBody.OfNone(texts, id));
    }
}
