using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.StartPage;

namespace Besoksnaring.Api.Ogc;

/// <summary>A feature collection: the listings of one kind, or all of them.</summary>
/// <param name="Kind">Null: every kind.</param>
sealed record OgcCollection(string Id, string? Kind)
{
    public const string Listings = "listings";

    public static readonly PathParameter Parameter = new(
        "collectionId", $"A kind of listing ({string.Join(", ", Known.Kinds.Select(kind => $"`{kind}`"))}), or `{Listings}` for all.", "event");

    public static IReadOnlyList<OgcCollection> All { get; } = [.. Known.Kinds.Select(kind => new OgcCollection(kind, kind)), new(Listings, null)];

    /// <summary>Its features may have a time.</summary>
    public bool HasTime => Kind is null or "event";

    public string Title(string language) => Kind is null ? language == "sv" ? "Allt i katalogen" : "Everything in the catalogue" : PageTexts.Of(language == "sv" ? "sv" : "en").KindNames[Kind];

    public string Description(string language) => (language == "sv", HasTime) switch
    {
        (true, true) => "start och end är nästa tillfälle i arrangemangets egen tid; datetime väljer det som pågår då.",
        (true, false) => "Läget är en punkt, för leder deras linjer; det som saknar känt läge har ingen geometri.",
        (false, true) => "start and end are those of the next occurrence, in the venue's own time; datetime chooses what goes on then.",
        (false, false) => "The geometry is a point, and of trails their lines; what has no known place has none.",
    };

    /// <returns>The collection asked for, or null when there is none: that has been answered.</returns>
    public static async Task<OgcCollection?> OfAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues[Parameter.Name]!;
        if (All.FirstOrDefault(collection => collection.Id == id) is { } found)
        {
            return found;
        }
        await ProblemAnswer.WriteAsync(context, Problem.CollectionUnknown(id, [.. All.Select(collection => collection.Id)]));
        return null;
    }
}
