using Besoksnaring.Api.Log;
using NodaTime;

namespace Besoksnaring.Api.Feeds;

/// <summary>One listing at its latest position.</summary>
/// <param name="Kind">In the feed of a kind that it has left, that kind.</param>
/// <param name="IsDeleted">Withdrawn, merged, or not (or no longer) what the feed is of.</param>
/// <param name="ChangedAt">When it changed last.</param>
/// <param name="Data">The whole listing as JSON; null for what is deleted, and when no data was asked for.</param>
sealed record FeedItem(string Id, string Kind, long Position, bool IsDeleted, Instant ChangedAt, byte[]? Data);

/// <param name="Log">Where the log stood, or further on, when the items were read: everything up to it was seen.</param>
/// <param name="IsFull">There may be more.</param>
sealed record FeedPage(LogState Log, IReadOnlyList<FeedItem> Items, bool IsFull)
{
    /// <returns>Where to go on.</returns>
    /// <param name="after">Where this page was asked from.</param>
    public long Next(long after) => IsFull ? Items[^1].Position : Math.Max(after, Math.Max(Log.Position, Items.Count > 0 ? Items[^1].Position : 0));
}
