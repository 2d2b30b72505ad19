using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Api.Queries;

/// <summary>The words that filters accept: ours from the vocabularies, the providers' ids from the database.</summary>
sealed class Known(Region region, ReadDatabase database, TimeProvider time)
{
    static readonly string[] KindWords = [.. Enum.GetNames<ListingKind>().Select(name => name.ToLowerInvariant())];

    public Region Region { get; } = region;

    public Taxonomy Taxonomy { get; } = Taxonomy.Default;

    public static IReadOnlyList<string> Kinds => KindWords;

    public LearnedWords Providers { get; } = new("select id from ingest.provider_status order by id", database, time);

    public LearnedWords Audiences { get; } = new(DistinctOf("audience"), database, time);

    public LearnedWords Accessibilities { get; } = new(DistinctOf("accessibility"), database, time);

    public LearnedWords Licences { get; } = new(DistinctOf("licences"), database, time);

    public IReadOnlyList<Municipality> Municipalities => Region.Municipalities.All;

    static string DistinctOf(string column) =>
        $"select distinct word from catalog.listing_row l cross join unnest(l.{column}) word where l.tombstoned_at is null order by word";
}
