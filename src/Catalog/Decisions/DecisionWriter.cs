using Besoksnaring.Catalog.Changes;
using Besoksnaring.Catalog.Listings;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Vocabularies;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Decisions;

/// <summary>Takes what people decide about a listing, and publishes it in the same transaction: the merge and the change log of every import.</summary>
sealed class DecisionWriter(CatalogDatabase database, Region region, IClock clock, ILogger<DecisionWriter> logger)
{
    readonly ChangeLog log = new(region.Zone);

    /// <summary>The same again answers what it answered, and changes nothing.</summary>
    public async Task<WriteResult> DecideAsync(ListingDecided decided, CancellationToken cancellationToken)
    {
        HeldDecisions held;
        try
        {
            held = HeldDecisions.Checked(decided);
        }
        catch (RecordRejectedException refused)
        {
            return new WriteResult(WriteOutcome.Refused, ListingId: decided.ListingId, Reason: refused.Message);
        }
        WriteResult? result = null;
        await Conflicts.AgainAsync(async () => result = await DecideAsync(decided, held, cancellationToken), logger);
        return result!;
    }

    async Task<WriteResult> DecideAsync(ListingDecided decided, HeldDecisions held, CancellationToken cancellationToken)
    {
        var id = decided.ListingId;
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // As when listings are written anew: who changes what ties it to others needs this listing, and waits for it.
        await RecordReader.LockListingsAsync(connection, [id], cancellationToken);
        if (await RecordReader.StandingAsync(connection, [id], cancellationToken) is not [var standing])
        {
            return await GoneAsync(connection, id, cancellationToken);
        }
        if (standing.Decisions?.Version == decided.Version)
        {
            return new WriteResult(WriteOutcome.Written, await PositionAsync(connection, id, cancellationToken), id);
        }
        if (standing.Decisions?.Version != decided.Replaces)
        {
            return new WriteResult(WriteOutcome.Overtaken, ListingId: id, Reason: "somebody else decided about this listing meanwhile");
        }
        var records = await RecordReader.RecordsOfAsync(connection, [id], new HashSet<RecordKey>(), cancellationToken);
        var shared = await SharedPoints.ReadAsync(connection, [], [], records, [], cancellationToken);
        var now = clock.GetCurrentInstant();
        var plan = WritePlan.Of([], records, [standing with { Decisions = held }], shared.Contains, region, now, () => ListingId.New(now));
        await log.CommitAsync(connection, plan with { Decided = [(id, held)] }, [standing], now, cancellationToken);
        var position = await PositionAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WriteResult(WriteOutcome.Written, position, id);
    }

    /// <summary>What was merged meanwhile has a successor, about which the same can be decided once it was looked at.</summary>
    static async Task<WriteResult> GoneAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select replaced_by from catalog.listing where id = $1", connection) { Parameters = { new() { Value = id } } };
        return await command.ExecuteScalarAsync(cancellationToken) is string successor
            ? new WriteResult(WriteOutcome.Overtaken, ListingId: successor, Reason: $"the listing was merged into {successor}")
            : new WriteResult(WriteOutcome.Unknown, Reason: $"there is no listing '{id}'");
    }

    static async Task<long?> PositionAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select position from catalog.listing_position where listing_id = $1", connection) { Parameters = { new() { Value = id } } };
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }
}
