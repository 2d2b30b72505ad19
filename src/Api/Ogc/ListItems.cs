using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Shapes.GeoJson;
using Besoksnaring.Contracts;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Ogc;

sealed class ListItems(FeatureReader features, CataloguePosition catalogue, Known known, IClock clock) : IOperation
{
    public static OperationDescription Description { get; } = new("listItems", "Data", "The features of a collection", "FeatureCollection")
    {
        Remarks = "In the order of their ids, which are permanent. Follow the link `next`: a page begins where the one before ended, whatever changes meanwhile. "
            + "Of an event, `start` to `status` are those of its next occurrence, or of the first that `datetime` asks for.",
        Path = [OgcCollection.Parameter],
        Query = [OgcParameters.Limit, OgcParameters.Box, OgcParameters.Datetime, .. OgcParameters.Filters, Parameters.Language, OgcParameters.After],
        Problems = [ProblemType.CollectionUnknown],
        ContentType = OgcModule.GeoJson,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await OgcCollection.OfAsync(context) is not { } collection)
        {
            return;
        }
        var language = context.Language(query);
        var (asked, position) = (clock.GetCurrentInstant(), await catalogue.ReadAsync(cancellationToken));
        var now = Minutes.Of(asked);
        // As long as the minute and the catalogue stand, so does the answer.
        var rights = context.Rights();
        var tag = EntityTags.Of($"{position} {now} {language} {rights.Key} {collection.Id} {context.PublicUrl()} {query.Write()}");
        var caching = Caching.CatalogueUntil(Minutes.After(asked), asked);
        context.Response.Headers.ETag = tag;
        context.Response.Headers["Content-Crs"] = $"<{OgcModule.Crs84}>";
        Caching.Set(context, caching);
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        var search = FeatureSearch.Of(collection, query, known, now);
        var limit = query.Of(OgcParameters.Limit);
        var filters = query.WriteWithout(OgcParameters.After);
        var key = $"{collection.Id} {query.WriteWithout(OgcParameters.After, OgcParameters.Limit, Parameters.Language)}";
        var total = await features.CountAsync(search, position, key, cancellationToken);
        var rows = await features.ReadAsync(search, language, rights, limit + 1, cancellationToken);

        var collections = OgcModule.Address(context) + "/collections";
        var address = $"{collections}/{collection.Id}/items";
        var title = collection.Title(language);
        var links = new List<OgcLink>
        {
            new(address + query.Write(), "self", OgcModule.GeoJson, title),
            new($"{collections}/{collection.Id}", "collection", OgcModule.Json, title),
        };
        if (rows.Count > limit)
        {
            links.Add(new($"{address}{filters}{(filters.Length == 0 ? "?" : "&")}{OgcParameters.After.Name}={rows[limit - 1].Listing.Id}", "next", OgcModule.GeoJson, "Next page"));
        }
        context.Response.ContentType = OgcModule.GeoJson;
        var shown = new ShapedPage(title, links[0].Href, context.PublicUrl(), language, [.. rows.Take(limit)]) { Total = total };
        await Answer(shown, links, now).EndListAsync(context, caching);
    }

    static JsonAnswer Answer(ShapedPage page, IReadOnlyList<OgcLink> links, Instant now)
    {
        var answer = JsonAnswer.List("features", json =>
        {
            json.WriteString("type", "FeatureCollection");
            json.WritePropertyName("links");
            JsonSerializer.Serialize(json, links, ContractsJson.Options);
            json.WriteString("timeStamp", InstantPattern.General.Format(now));
            json.WriteNumber("numberMatched", page.Total!.Value);
            json.WriteNumber("numberReturned", page.Rows.Count);
        });
        var feature = new ArrayBufferWriter<byte>();
        foreach (var row in page.Rows)
        {
            feature.ResetWrittenCount();
            using var json = new Utf8JsonWriter(feature, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            GeoJsonFeature.Write(json, row, page, FeatureColumns.All, withNulls: true);
            answer.RenderedRow(feature.WrittenSpan, self: null);
        }
        return answer;
    }
}
