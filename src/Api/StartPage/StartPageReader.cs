using System.Text.Json;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Providers;
using Besoksnaring.Api.Members;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Sorting;
using Besoksnaring.Api.Vocabulary;

namespace Besoksnaring.Api.StartPage;

/// <summary>Gathers what the start page shows, from the same readers as the API.</summary>
sealed class StartPageReader(CatalogueCounts counts, ProviderReader providers, ListingReader listings, CataloguePosition catalogue)
{
    const int HitsShown = 10;

    public async Task<StartPageContent> ReadAsync(QueryValues query, string language, CancellationToken cancellationToken)
    {
        var everything = ListingFilter.Everything;
        var counted = await counts.ReadAsync(cancellationToken);
        var first = await HitsAsync(everything, language, 1, cancellationToken);
        Found? found = null;
        if (query.Has(Parameters.Text))
        {
            var search = new ListingFilter { Text = query.Of(Parameters.Text) };
            var position = await catalogue.ReadAsync(cancellationToken);
            found = new Found(
                await HitsAsync(search, language, HitsShown, cancellationToken),
                await listings.CountAsync(search, position, query.WriteWithout(Parameters.Language), cancellationToken));
        }
        return new StartPageContent(counted, await providers.ReadAllAsync(cancellationToken), first.FirstOrDefault(), found);
    }

    async Task<List<Hit>> HitsAsync(ListingFilter search, string language, int limit, CancellationToken cancellationToken)
    {
        var hits = new List<Hit>();
        await listings.ReadPageAsync(new ListingSearch(search, SortWords.Name, default, default), MemberChoice.All, language, ReaderRights.Public, limit, 0, (id, json) => hits.Add(ToHit(id, json)), cancellationToken);
        return hits;
    }

    static Hit ToHit(string id, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var row = document.RootElement;
        return new Hit(
            id,
            row.GetProperty("kind").GetString()!,
            row.GetProperty("title").GetString()!,
            row.TryGetProperty("municipality", out var municipality) ? municipality.GetProperty("name").GetString() : null,
            row.TryGetProperty("summary", out var summary) ? summary.GetString() : null);
    }
}

sealed record StartPageContent(Counts Counts, IReadOnlyList<ProviderView> Providers, Hit? First, Found? Found);

sealed record Found(IReadOnlyList<Hit> Hits, long Total);

sealed record Hit(string Id, string Kind, string Title, string? Municipality, string? Summary);
