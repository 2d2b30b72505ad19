using System.Globalization;
using System.Text;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Log;

namespace Besoksnaring.Api.Streams;

/// <summary>One change as it is sent: rendered once, whoever listens. It says where to look and is no copy of the listing.</summary>
sealed record StreamEvent(long Position, byte[] Bytes)
{
    public static StreamEvent Of(LogEntry entry) => Of(entry.Position, entry.ListingId, entry.Kind, entry.IsDeletion, $",\"change\":\"{entry.Change}\"");

    public static StreamEvent Of(FeedItem item) => Of(item.Position, item.Id, item.Kind, item.IsDeleted, "");

    static StreamEvent Of(long position, string id, string kind, bool isDeleted, string more) => new(position, Utf8(
        $"id: {position}\ndata: {{\"state\":\"{(isDeleted ? "deleted" : "updated")}\",\"kind\":\"{kind}\",\"id\":\"{id}\",\"modified\":{position}{more}}}\n\n"));

    /// <summary>First in every stream. <c>retry</c> differs, so that all who lose us do not come back in one moment.</summary>
    public static byte[] Begin(LogState log) =>
        Utf8($"retry: {Random.Shared.Next(1_000, 5_000)}\nevent: log\ndata: {{\"epoch\":\"{log.Epoch:N}\",\"position\":{log.Position}}}\n\n");

    /// <summary>Nothing new up to there; a comment and an id make no event.</summary>
    public static byte[] Heartbeat(long position) => Utf8($":\nid: {position}\n\n");

    /// <summary>Last to a reader who is too slow.</summary>
    public static byte[] Behind(long position) => Utf8($"id: {position}\nevent: behind\ndata: {{\"position\":{position}}}\n\n");

    static byte[] Utf8(FormattableString text) => Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Events read from the database in one go.</summary>
/// <param name="Next">Everything up to there is in it, or was before.</param>
/// <param name="Expired">What comes after the position asked from is no longer kept.</param>
/// <param name="IsOver">What was followed is no longer what it was.</param>
sealed record StreamPage(IReadOnlyList<StreamEvent> Events, LogState Log, long Next, bool Expired = false, bool IsOver = false);

/// <summary>Reads what comes after a position.</summary>
delegate Task<StreamPage> ReadEvents(long after, int limit, CancellationToken cancellationToken);
