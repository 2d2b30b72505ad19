using System.Text.Json;
using Besoksnaring.Catalog.Changes;
using Besoksnaring.Contracts;
using Npgsql;

namespace Besoksnaring.Catalog.Decisions;

/// <summary>What a write puts into the table of decisions.</summary>
static class DecisionRows
{
    public static void Add(NpgsqlBatch batch, IReadOnlyList<(string ListingId, HeldDecisions Decisions)> decided)
    {
        if (decided.Count == 0)
        {
            return;
        }
        batch.Add(
            """
            insert into catalog.decision (listing_id, version, decided_at, decisions)
            select listing_id, version, decided_at, convert_from(decisions, 'UTF8')::json from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::bytea[])
                n (listing_id, version, decided_at, decisions)
            on conflict (listing_id) do update set version = excluded.version, decided_at = excluded.decided_at, decisions = excluded.decisions
            """,
            decided.Select(d => d.ListingId).ToArray(), decided.Select(d => d.Decisions.Version).ToArray(), decided.Select(d => d.Decisions.DecidedAt).ToArray(),
            decided.Select(d => JsonSerializer.SerializeToUtf8Bytes(d.Decisions.Given, ContractsJson.Options)).ToArray());
    }

    /// <summary>Of listings that went into others, which have their decisions now.</summary>
    public static void Remove(NpgsqlBatch batch, IReadOnlyList<(string Id, string? ReplacedBy)> withdrawn)
    {
        string[] merged = [.. withdrawn.Where(listing => listing.ReplacedBy is not null).Select(listing => listing.Id)];
        if (merged.Length > 0)
        {
            batch.Add("delete from catalog.decision where listing_id = any($1)", [merged]);
        }
    }
}
