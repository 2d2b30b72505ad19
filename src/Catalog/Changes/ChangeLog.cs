using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Records;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Changes;

/// <summary>
/// Writes records, listings and their changes in one batch, the positions last: from one counter row that who raises it
/// holds until commit. So positions are contiguous and in the order of commits, and nothing else can give them.
/// </summary>
sealed class ChangeLog(DateTimeZone region)
{
    /// <summary>Within the caller's transaction; its commit makes all of it visible at once.</summary>
    public async Task CommitAsync(
        NpgsqlConnection connection, PlannedWrite plan, IReadOnlyList<StandingListing> standing, Instant now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        RecordRows.Add(batch, plan.News);
        RecordRows.Move(batch, plan.Moved);
        ListingRows.Add(batch, plan.Written, standing, now, region);
        ListingRows.Touch(batch, plan.Touched);
        ListingRows.Withdraw(batch, plan.Withdrawn, now);
        AddChanges(batch, plan.Changes);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    static void AddChanges(NpgsqlBatch batch, IReadOnlyList<ListingChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }
        batch.Add(
            """
            with counted as (
                update catalog.counter set position = position + cardinality($1::text[]) returning position - cardinality($1::text[]) as before),
            numbered as (
                select n.*, c.before + n.ordinal as position
                from counted c, unnest($1::text[], $2::text[], $3::text[]) with ordinality n (listing_id, kind, change, ordinal)),
            placed as (
                insert into catalog.listing_position (listing_id, position) select listing_id, position from numbered
                on conflict (listing_id) do update set position = excluded.position)
            insert into catalog.change (position, listing_id, kind, change) select position, listing_id, kind, change from numbered
            """,
            changes.Select(c => c.ListingId).ToArray(), changes.Select(c => c.Kind).ToArray(), changes.Select(c => c.Change).ToArray());
    }
}
