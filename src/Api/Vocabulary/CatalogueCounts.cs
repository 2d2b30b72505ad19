using Npgsql;

namespace Besoksnaring.Api.Vocabulary;

/// <summary>How many live listings there are of each kind, municipality, concept and provider. Counted once for each state of the catalogue.</summary>
sealed class CatalogueCounts(ReadDatabase database, CataloguePosition catalogue)
{
    const string Sql = """
        select 'kind', kind, count(*) from catalog.listing_row where tombstoned_at is null group by kind
        union all
        select 'municipality', municipality, count(*) from catalog.listing_row where tombstoned_at is null and municipality is not null group by municipality
        union all
        select 'concept', concept, count(*) from catalog.listing_row, unnest(concepts) concept where tombstoned_at is null group by concept
        union all
        select 'provider', provider, count(*) from catalog.listing_row, unnest(providers) provider where tombstoned_at is null group by provider
        """;

    readonly Remembered<Counts> counts = new();

    public async Task<Counts> ReadAsync(CancellationToken cancellationToken) =>
        await counts.GetAsync(await catalogue.ReadAsync(cancellationToken), "", () => CountAsync(cancellationToken));

    async Task<Counts> CountAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Dictionary<string, long>>
        {
            ["kind"] = [],
            ["municipality"] = [],
            ["concept"] = [],
            ["provider"] = [],
        };
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetString(0)][reader.GetString(1)] = reader.GetInt64(2);
        }
        return new Counts(found["kind"], found["municipality"], found["concept"], found["provider"]);
    }
}

sealed record Counts(
    IReadOnlyDictionary<string, long> Kinds,
    IReadOnlyDictionary<string, long> Municipalities,
    IReadOnlyDictionary<string, long> Concepts,
    IReadOnlyDictionary<string, long> Providers)
{
    public long Listings { get; } = Kinds.Values.Sum();
}
