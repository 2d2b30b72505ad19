using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Sorting;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Events;
using NodaTime;

namespace Besoksnaring.Api.Tests.Sorting;

/// <summary>Every order, read to its end in pages, held against the same rows put in order in memory.</summary>
public sealed class SortTests(ServedCatalogue servers)
{
    const string Near = "near=59.45,13.5&radius=60";

    [Fact]
    public async Task Every_order_holds_over_pages_and_loses_and_repeats_nothing()
    {
        await using var catalogue = await EventCatalogue.StartAsync(servers, RandomEvents.Make(250, seed: 11));
        foreach (var resource in new[] { "listings?", "events?from=2026-12-01&to=2027-01-31&", "events?view=occurrences&from=2026-12-01&to=2027-01-31&" })
        {
            foreach (var (sort, filter, key) in Orders(catalogue))
            {
                var unsorted = await AllAsync(catalogue, $"/api/v1/{resource}{filter}&limit=100");
                var sorted = await AllAsync(catalogue, $"/api/v1/{resource}{filter}&sort={sort}&limit=7");
                Assert.True(sorted.Count > 20, $"{resource} {sort}: only {sorted.Count} rows.");
                Assert.Equal(unsorted.Select(Identity).Order(StringComparer.Ordinal), sorted.Select(Identity).Order(StringComparer.Ordinal));
                var keys = sorted.Select(key).ToList();
                Assert.All(keys.Zip(keys.Skip(1)), pair => Assert.True(InOrder(pair.First, pair.Second), $"{resource} {sort}: {pair.First} before {pair.Second}."));
            }
        }
    }

    [Theory]
    [InlineData("listings?sort=distance", "sort")]
    [InlineData("events?sort=relevance", "sort")]
    [InlineData("events?sort=price", "sort")]
    [InlineData("listings?after=nothing", "after")]
    [InlineData("listings?after={sample}&sort=updated", "after")]
    [InlineData("listings?after={sample}&offset=20", "offset")]
    public async Task An_order_that_cannot_be_had_is_refused_by_name(string query, string parameter)
    {
        var cursor = new ListingCursor(SortWords.Name, "Ö~", "a", Instant.FromUtc(2026, 12, 5, 12, 0)).Write();
        var problem = await servers.ProblemAsync("/api/v1/" + query.Replace("{sample}", cursor, StringComparison.Ordinal), 400, "invalid-value");
        Assert.Equal(parameter, (string)problem["parameter"]!);
    }

    [Fact]
    public async Task What_has_the_word_more_often_comes_first()
    {
        var rows = (await servers.GetAsync("/api/v1/listings?q=konsert&sort=relevance"))["listings"]!.AsArray();
        Assert.Equal(servers.Path("{l-001}"), (string)rows[0]!["id"]!);
    }

    [Fact]
    public async Task Listings_by_what_comes_next_are_in_the_order_of_events_and_the_rest_comes_last()
    {
        await using var catalogue = await EventCatalogue.StartAsync(servers, RandomEvents.Make(120, seed: 5));
        var events = (await AllAsync(catalogue, "/api/v1/events?limit=100")).Where(row => (string)row["occurrences"]![0]!["status"]! == "scheduled").Select(row => (string)row["id"]!).ToList();
        var listings = (await AllAsync(catalogue, "/api/v1/listings?sort=next&limit=7")).Select(row => (string)row["id"]!).ToList();
        Assert.InRange(events.Count, 20, 119);
        Assert.Equal(events, listings.Take(events.Count));
        Assert.Equal(120, listings.Distinct().Count());
    }

    static IEnumerable<(string Sort, string Filter, Func<JsonNode, object> Key)> Orders(EventCatalogue catalogue)
    {
        var places = catalogue.Happenings.Where(h => h.At is not null).DistinctBy(h => h.Listing).ToDictionary(h => h.Listing, h => h.At!.Value);
        yield return ("name", "", row => (string)row["title"]!);
        yield return ("updated", "", row => -Instant(row["updatedAt"]).ToUnixTimeTicks());
        yield return ("distance", Near, row => Degrees(places[(string)row["id"]!]));
        yield return ("relevance", "q=Träff", _ => 0L);

        static Instant Instant(JsonNode? node) => NodaTime.Text.InstantPattern.ExtendedIso.Parse((string)node!) is { Success: true, Value: var at } ? at : default;
    }

    /// <summary>Grows with the distance, which is all that is asked of it.</summary>
    static double Degrees((double Latitude, double Longitude) at) =>
        Math.Sqrt(Math.Pow(at.Latitude - 59.45, 2) + Math.Pow((at.Longitude - 13.5) * Math.Cos((at.Latitude + 59.45) / 2 * Math.PI / 180), 2));

    static bool InOrder(object one, object then) => one switch
    {
        string text => CultureInfo.GetCultureInfo("sv-SE").CompareInfo.Compare(text, (string)then) <= 0,
        // Ours is the better reckoning: the two may differ over some metres.
        double far => far <= (double)then + 0.0005,
        _ => (long)one <= (long)then,
    };

    static string Identity(JsonNode row) => $"{row["id"]} {row["occurrences"]?[0]?["startLocal"]}";

    static async Task<List<JsonNode>> AllAsync(EventCatalogue catalogue, string path)
    {
        var rows = new List<JsonNode>();
        for (var (next, pages) = (path, 0); next is not null; pages++)
        {
            Assert.True(pages < 200, $"{path} does not end.");
            var page = await catalogue.GetAsync(next);
            rows.AddRange((page["listings"] ?? page["events"])!.AsArray().Select(row => row!));
            next = page["_links"]!["next"] is JsonObject link ? new Uri((string)link["href"]!).PathAndQuery : null;
        }
        return rows;
    }
}
