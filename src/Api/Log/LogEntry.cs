using NodaTime;

namespace Besoksnaring.Api.Log;

/// <summary>One change of one listing.</summary>
/// <param name="Kind">The listing's, then.</param>
/// <param name="Change"><c>created</c>, <c>changed</c>, <c>tombstoned</c>, <c>merged</c> or <c>restored</c>.</param>
sealed record LogEntry(long Position, string ListingId, string Kind, string Change, Instant CommittedAt)
{
    public bool IsDeletion => Change is "tombstoned" or "merged";
}

/// <param name="IsExpired">What was asked for is no longer kept; there are no entries.</param>
sealed record LogPage(LogState Log, IReadOnlyList<LogEntry> Entries, bool IsExpired);
