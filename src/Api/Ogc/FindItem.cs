using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Shapes.GeoJson;
using Besoksnaring.Contracts;
using NodaTime;

namespace Besoksnaring.Api.Ogc;

sealed class FindItem(FeatureReader features, ListingReader listings, Known known, IClock clock) : IOperation
{
    static readonly PathParameter Id = ListingPath.Id with { Name = "featureId" };

    public static OperationDescription Description { get; } = new("findItem", "Data", "One feature", "Feature")
    {
        Remarks = "A merged listing answers 301 to its successor and a withdrawn one 410, for ever.",
        Path = [OgcCollection.Parameter, Id],
        Query = [Parameters.Language],
        Problems = [ProblemType.CollectionUnknown, ProblemType.ListingUnknown, ProblemType.ListingTombstoned],
        ContentType = OgcModule.GeoJson,
        Redirects = true,
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        if (await OgcCollection.OfAsync(context) is not { } collection)
        {
            return;
        }
        var (language, now) = (context.Language(query), clock.GetCurrentInstant());
        var collections = OgcModule.Address(context) + "/collections";
        var id = ListingPath.IdOf(context, Id.Name);
        var rows = await features.ReadAsync(FeatureSearch.One(collection, id, known, Minutes.Of(now)), language, context.Rights(), 1, cancellationToken);
        if (rows.Count == 0)
        {
            await AnswerGoneAsync(context, $"{collections}/{collection.Id}/items/", id, await listings.FindStateAsync(id, cancellationToken));
            return;
        }
        var self = $"{collections}/{collection.Id}/items/{id}";
        OgcLink[] links =
        [
            new(self + query.Write(), "self", OgcModule.GeoJson, rows[0].Listing.Title),
            new($"{collections}/{collection.Id}", "collection", OgcModule.Json, collection.Title(language)),
            new($"{context.PublicUrl()}/api/v1/listings/{id}{query.Write()}", "alternate", OgcModule.Json, "Everything that is known of it"),
        ];
        var feature = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(feature, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var page = new ShapedPage(rows[0].Listing.Title, self, context.PublicUrl(), language, rows);
            GeoJsonFeature.Write(json, rows[0], page, FeatureColumns.All, withNulls: true, more =>
            {
                more.WritePropertyName("links");
                JsonSerializer.Serialize(more, links, ContractsJson.Options);
            });
        }
        context.Response.ContentType = OgcModule.GeoJson;
        context.Response.Headers["Content-Crs"] = $"<{OgcModule.Crs84}>";
        await JsonAnswer.RenderedAsync(context, feature.WrittenSpan, Caching.CatalogueUntil(Minutes.After(now), now));
    }

    /// <summary>A listing of another collection is none of this one.</summary>
    static Task AnswerGoneAsync(HttpContext context, string items, string id, FoundListing? found)
    {
        if (found is { ReplacedBy: { } successor })
        {
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = items + Uri.EscapeDataString(successor) + context.Request.QueryString;
            context.Response.Headers.CacheControl = Caching.Catalogue;
            return Task.CompletedTask;
        }
        return ProblemAnswer.WriteAsync(context, found is { TombstonedAt: { } at } ? Problem.ListingTombstoned(id, at) : Problem.ListingUnknown((string)context.Request.RouteValues[Id.Name]!));
    }
}
