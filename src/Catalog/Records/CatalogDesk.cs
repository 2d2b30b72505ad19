using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Contracts;

namespace Besoksnaring.Catalog.Records;

/// <summary>Answers who waits: in one process called by Api and Portal, else by the bus. What it takes goes the way of every import.</summary>
sealed class CatalogDesk(CatalogDatabase database, CatalogWriter writer, DecisionWriter decisions, ListingPreviews previews) : IAnsweringSink
{
    // Later than the write and not in its transaction: who reads at this position or a later one sees what was written.
    const string VisibleSql = """
        select r.provider, r.record_id, r.listing_id, p.position
        from unnest($1::text[], $2::text[]) k (provider, record_id)
        join catalog.source_record r on r.provider = k.provider and r.record_id = k.record_id
        left join catalog.listing_position p on p.listing_id = r.listing_id
        where r.listing_id is not null
        """;

    public async Task<IReadOnlyList<WriteResult>> PutAsync(RecordsPut records, CancellationToken cancellationToken)
    {
        var results = await writer.PutAsync(records.Records, cancellationToken);
        var visible = await VisibleAsync([.. records.Records.Select(put => put.Record.Key)], cancellationToken);
        return [.. records.Records.Zip(results, (put, result) => result.Outcome is WriteOutcome.Written or WriteOutcome.Unchanged && visible.TryGetValue(put.Record.Key, out var at)
            ? result with { ListingId = at.ListingId, Position = at.Position }
            : result)];
    }

    public Task<WriteResult> DecideAsync(ListingDecided decided, CancellationToken cancellationToken) => decisions.DecideAsync(decided, cancellationToken);

    public Task<ListingPreview> PreviewAsync(PreviewWanted wanted, CancellationToken cancellationToken) => previews.PreviewAsync(wanted, cancellationToken);

    async Task<Dictionary<RecordKey, (string ListingId, long? Position)>> VisibleAsync(List<RecordKey> keys, CancellationToken cancellationToken)
    {
        var visible = new Dictionary<RecordKey, (string, long?)>();
        await using var command = database.Source.CreateCommand(VisibleSql);
        command.Parameters.Add(new() { Value = keys.Select(key => key.Provider).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(key => key.RecordId).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            visible[new RecordKey(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3));
        }
        return visible;
    }
}
