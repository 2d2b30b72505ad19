using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Api.Queries;

/// <summary>The words that filters accept: ours from the vocabularies, the providers' ids from the database.</summary>
sealed class Known(Region region, ReadDatabase database)
{
    const string Sql = "select id from ingest.provider_status order by id";

    static readonly string[] KindWords = [.. Enum.GetNames<ListingKind>().Select(name => name.ToLowerInvariant())];

    volatile IReadOnlyList<string> providers = [];

    public Region Region { get; } = region;

    public Taxonomy Taxonomy { get; } = Taxonomy.Default;

    public static IReadOnlyList<string> Kinds => KindWords;

    public IReadOnlyList<string> Providers => providers;

    public IReadOnlyList<Municipality> Municipalities => Region.Municipalities.All;

    /// <summary>Asks the database who the providers are, when one of these ids is not known from before.</summary>
    public async Task LearnProvidersAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        if (ids.All(id => providers.Contains(id, StringComparer.Ordinal)))
        {
            return;
        }
        var found = new List<string>();
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetString(0));
        }
        providers = found;
    }
}
