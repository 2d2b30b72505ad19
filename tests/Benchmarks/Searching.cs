using System.Text.Json.Nodes;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Besoksnaring.Benchmarks;

/// <summary>What is on, asked of a large catalogue without a cache, beside a listing by its id from the same Api: the least that any question here costs.</summary>
static class Searching
{
    const int Connections = 8;

    static readonly string[] Concepts = ["music.concert", "music.opera", "market", "market.food", "outdoor.golf", "bathing.beach"];

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await Ingest.IngestSchema.MigrateAsync(connectionString, bench.Cancellation);
        await Api.Partners.PartnerSchema.MigrateAsync(connectionString, bench.Cancellation);
        await using (var services = Bench.WriterOf(connectionString))
        {
            await bench.WriteAsync(services.GetRequiredService<CatalogWriter>(), Messages(bench.Sizes.Events));
        }
        var (byId, _) = await Reading.ListingsAsync(connectionString, bench.Cancellation);
        await using var api = await Reading.StartApiAsync(connectionString, cacheMegabytes: 0);
        using var client = new HttpClient { BaseAddress = HelloWorld.AddressOf(api) };
        const string weekend = "/api/v1/events?when=i-helgen";
        IReadOnlyList<string> around = [.. Enumerable.Range(0, 40).Select(n => FormattableString.Invariant($"near={59.3 + n % 8 * 0.15:0.##},{12.4 + n / 8 * 0.3:0.##}&radius=30&concept={Concepts[n % Concepts.Length]}"))];
        var asked = 0;
        var (pages, all) = (await PagesAsync(client, "/api/v1/events?view=occurrences&limit=20", 200), bench.Sizes.Events);
        List<string> rows =
        [
            await AskAsync($"this weekend, of {all:#,0} events", 0.13, [weekend]),
            await AskAsync("this weekend, 30 km around, one concept", 0.08, [.. around.Select(near => $"{weekend}&{near}")]),
            await AskAsync("the same with a word", 0.08, [.. around.Select(near => $"{weekend}&{near}&q=konsert")]),
            await AskNewAsync("30 km around, one concept: asked for the first time, its total counted", null, ""),
            await AskNewAsync("30 km around: asked for the first time, counted by concept, municipality and day", 0.08, "&facets=concept,municipality,day"),
            await AskAsync("this weekend with a common word, anywhere", null, [$"{weekend}&q=konsert"]),
            await AskAsync("from now on with a rare word", null, [.. Enumerable.Range(0, 50).Select(n => $"/api/v1/events?q=nummer{n * 7}")]),
            await AskAsync("from now on, every event once", null, ["/api/v1/events"]),
            await RatioAsync($"page {pages.Count} by its link", "the first page", 0.7, [pages[^1]], [pages[0]]),
        ];
        await api.StopAsync(bench.Cancellation);
        return rows;

        Task<string> AskAsync(string question, double? target, IReadOnlyList<string> paths) =>
            RatioAsync(question, "a listing by its id", target, paths, byId);

        // Totals and counts are remembered while the minute and the catalogue last; nobody asked from these places before.
        async Task<string> AskNewAsync(string question, double? target, string more)
        {
            var ratio = await Ratio.MeasureAsync($"this weekend, {question}", "a listing by its id", "answers/s", target, bench.Sizes.Rounds, ours: () => RateAsync(Places()), theirs: () => RateAsync(byId));
            return ratio.ToRow();

            IReadOnlyList<string> Places() => [.. Enumerable.Range(asked += 20_000, 20_000).Select(
                n => FormattableString.Invariant($"{weekend}&near={59.2 + n % 1000 * 0.001:0.####},{12.2 + n / 1000 * 0.001:0.####}&radius=30{(more.Length == 0 ? $"&concept={Concepts[n % Concepts.Length]}" : more)}"))];
        }

        async Task<string> RatioAsync(string question, string reference, double? target, IReadOnlyList<string> paths, IReadOnlyList<string> references) =>
            (await Ratio.MeasureAsync(question, reference, "answers/s", target, bench.Sizes.Rounds, ours: () => RateAsync(paths), theirs: () => RateAsync(references))).ToRow();

        Task<double> RateAsync(IReadOnlyList<string> paths) => HttpLoad.RateAsync(HelloWorld.AddressOf(api), paths, _ => "", 200, Connections, bench.Sizes.Load);
    }

    /// <returns>The paths of the pages, as each one's link gives the next.</returns>
    static async Task<List<string>> PagesAsync(HttpClient client, string first, int most)
    {
        var pages = new List<string> { first };
        while (pages.Count < most && (await client.GetFromNodeAsync(pages[^1]))["_links"]!["next"] is JsonObject next)
        {
            pages.Add(new Uri((string)next["href"]!).PathAndQuery);
        }
        return pages;
    }

    static async Task<JsonNode> GetFromNodeAsync(this HttpClient client, string path) => JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    static IEnumerable<RecordsObserved> Messages(int events)
    {
        var today = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/Stockholm"]).Date;
        return Enumerable.Range(0, events).Select(number => Event(number, today)).Chunk(RecordsObserved.MaxRecords).Select(records => new RecordsObserved(records));
    }

    /// <summary>Three happenings each over four months, now and then one that goes on for weeks.</summary>
    static RecordObserved Event(int number, LocalDate today)
    {
        var random = new Random(number);
        var record = RealisticRecords.One("search", number, edition: 1, sequence: 1);
        var start = today.PlusDays(random.Next(-10, 110));
        return record with
        {
            Content = record.Content! with
            {
                Kind = ListingKind.Event,
                Title = new LocalizedText(record.Content.Title.Select(text => KeyValuePair.Create(text.Key, $"{text.Value} nummer{number}"))),
                Concepts = [Concepts[random.Next(Concepts.Length)]],
                IsFree = random.Next(3) switch { 0 => true, 1 => false, _ => null },
                Schedule = new Schedule
                {
                    TimeZone = "Europe/Stockholm",
                    Occurrences = random.Next(20) == 0
                        ? [new GivenOccurrence { StartDate = start, EndDate = start.PlusDays(random.Next(7, 40)) }]
                        : [.. Enumerable.Range(0, 3).Select(week => new GivenOccurrence
                        {
                            StartDate = start.PlusWeeks(week), StartTime = new LocalTime(random.Next(9, 21), 0), EndDate = start.PlusWeeks(week), EndTime = new LocalTime(22, 0),
                        })],
                },
            },
        };
    }
}
