using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Feeds;

static class FeedParameters
{
    /// <summary>The feed of every kind.</summary>
    const string All = "listings";

    public static readonly PathParameter Kind = new(
        "kind", "Kind of listing: `accommodation`, `activity`, `attraction`, `event`, `food`, `trail`, `place` or `service`; `listings` for all.", "event");

    /// <summary>RPDE's name for it.</summary>
    public static readonly PositionParameter After = new("afterChangeNumber", "Where the page before ended: follow `next`, unchanged. Without it: from the beginning.");

    /// <returns>What the feed of the path is of; null when there is none of that name.</returns>
    public static FeedFilter? FilterOf(HttpContext context) => Of(context) switch
    {
        All => FeedFilter.Everything,
        var kind when Known.Kinds.Contains(kind) => FeedFilter.OfKind(kind),
        _ => null,
    };

    public static Problem Unknown(HttpContext context) => Problem.FeedUnknown(Of(context), [All, .. Known.Kinds]);

    static string Of(HttpContext context) => (string)context.GetRouteValue("kind")!;
}
