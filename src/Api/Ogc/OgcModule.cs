using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Ogc;

/// <summary>A link as OGC API writes it.</summary>
sealed record OgcLink(string Href, string Rel, string Type, string Title);

static class OgcModule
{
    public const string Root = "/ogc";
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";
    public const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <returns>Absolute address of the landing page.</returns>
    public static string Address(HttpContext context) => context.PublicUrl() + Root;

    public static void MapOgc(this IEndpointRouteBuilder app)
    {
        var ogc = app.MapGroup(Root);
        ogc.MapOperation<ShowLanding>("");
        ogc.MapOperation<ShowConformance>("/conformance");
        ogc.MapOperation<DescribeOgc>("/api");
        ogc.MapOperation<ListCollections>("/collections");
        ogc.MapOperation<FindCollection>("/collections/{collectionId}");
        ogc.MapOperation<ListItems>("/collections/{collectionId}/items");
        ogc.MapOperation<FindItem>("/collections/{collectionId}/items/{featureId}");
    }
}
