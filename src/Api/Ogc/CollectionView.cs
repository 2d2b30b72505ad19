using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.Ogc;

sealed record CollectionView(string Id, string Title, string Description, ExtentView? Extent, string ItemType, IReadOnlyList<string> Crs, IReadOnlyList<OgcLink> Links)
{
    public static CollectionView Of(HttpContext context, OgcCollection collection, FeatureExtent? extent, string language)
    {
        var address = $"{OgcModule.Address(context)}/collections/{collection.Id}";
        var plain = $"{context.PublicUrl()}/api/v1/listings{(collection.Kind is { } kind ? "?kind=" + kind : "")}";
        var title = collection.Title(language);
        return new(
            collection.Id, title, collection.Description(language), ExtentView.Of(extent), "feature", [OgcModule.Crs84],
            [
                new(address, "self", OgcModule.Json, title),
                new(address + "/items", "items", OgcModule.GeoJson, title),
                new(plain, "alternate", OgcModule.Json, "The same listings in the plain API, with shapes and filters of its own"),
                new(context.PublicUrl() + "/api/v1/providers", "license", OgcModule.Json, "The providers and their licences"),
            ]);
    }
}

sealed record ExtentView(SpatialView? Spatial, TemporalView? Temporal)
{
    public static ExtentView? Of(FeatureExtent? extent) => extent is null or { Box: null, Time: null } ? null : new(
        extent.Box is { } box ? new([[box.West, box.South, box.East, box.North]], OgcModule.Crs84) : null,
        extent.Time is { } time ? new([[time.First.ToString(), time.Last.ToString()]], "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian") : null);
}

sealed record SpatialView(IReadOnlyList<double[]> Bbox, string Crs);

sealed record TemporalView(IReadOnlyList<string[]> Interval, string Trs);
