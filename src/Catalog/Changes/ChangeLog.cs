using Besoksnaring.Catalog.Decisions;
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
    /// <summary>PostgreSQL's channel on which followers of the log are told to look.</summary>
    public const string Channel = "catalog_log";

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
        DecisionRows.Add(batch, plan.Decided);
        DecisionRows.Remove(batch, plan.Withdrawn);
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
                insert into catalog.listing_position (listing_id, position, kind) select listing_id, position, kind from numbered
                on conflict (listing_id) do update set position = excluded.position, kind = excluded.kind),
            -- The kind as it was before this statement: no other writer can have changed it, because the listing is locked.
            moved as (
                select n.listing_id, n.position, n.kind, p.kind as before
                from numbered n join catalog.listing_position p on p.listing_id = n.listing_id and p.kind <> n.kind),
            left_behind as (
                insert into catalog.kind_left (listing_id, kind, position) select listing_id, before, position from moved),
            back as (
                delete from catalog.kind_left l using moved m where l.listing_id = m.listing_id and l.kind = m.kind)
            insert into catalog.change (position, listing_id, kind, change) select position, listing_id, kind, change from numbered
            """,
            changes.Select(c => c.ListingId).ToArray(), changes.Select(c => c.Kind).ToArray(), changes.Select(c => c.Change).ToArray());
        // Heard when it is committed, and only then: whoever follows the log need not look for it.
        batch.Add($"select pg_notify('{Channel}', '')");
    }
}
