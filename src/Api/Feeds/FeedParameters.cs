using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Feeds;

static class FeedParameters
{
    public static readonly PathParameter Kind = new(
        "kind", "Kind of listing: `accommodation`, `activity`, `attraction`, `event`, `food`, `trail`, `place` or `service`.", "event");

    /// <summary>RPDE's name for it.</summary>
    public static readonly PositionParameter After = new("afterChangeNumber", "Where the page before ended: follow `next`, unchanged. Without it: from the beginning.");
}
