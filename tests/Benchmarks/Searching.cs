using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>What is on, asked of a large catalogue without a cache, beside a listing by its id from the same Api: the least that any question here costs.</summary>
static class Searching
{
    const int Connections = 8;

    /// <summary>More are copies of these.</summary>
    public const int MostWritten = 100_000;

    const int MegabytesAllowed = 350;

    static readonly string[] Concepts = ["music.concert", "music.opera", "market", "market.food", "outdoor.golf", "bathing.beach"];

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var written = Math.Min(bench.Sizes.Events, MostWritten);
        var connectionString = await CatalogAsync(bench, written);
        await Growing.AddAsync(connectionString, rounds: bench.Sizes.Events / written - 1, bench.Cancellation);
        var byId = await SomeListingsAsync(connectionString, bench.Cancellation);
        await using var api = await StartAsync("0");
        await using var hello = await HelloWorld.StartAsync();
        using var client = new HttpClient { BaseAddress = api.Address };
        const string weekend = "/api/v1/events?when=i-helgen";
        IReadOnlyList<string> around = [.. Enumerable.Range(0, 40).Select(n => FormattableString.Invariant($"near={59.3 + n % 8 * 0.15:0.##},{12.4 + n / 8 * 0.3:0.##}&radius=30&concept={Concepts[n % Concepts.Length]}"))];
        // Ten times as much may cost a place or a word twice as much.
        var nearby = bench.Sizes.Events > MostWritten ? 0.04 : 0.08;
        var asked = 0;
        var (pages, all) = (await PagesAsync(client, "/api/v1/events?view=occurrences&limit=20", 200), bench.Sizes.Events);
        List<string> rows =
        [
            (await Ratio.MeasureAsync("a listing by its id, the reference of what follows", "hello world", "answers/s", null, bench.Sizes.Rounds,
                ours: () => RateAsync(byId), theirs: () => HttpLoad.RateAsync(HelloWorld.AddressOf(hello), ["/hello"], _ => "", 200, Connections, bench.Sizes.Load))).ToRow(),
            await AskAsync($"this weekend, of {all:#,0} events", 0.13, [weekend]),
            await AskAsync("this weekend, 30 km around, one concept", nearby, [.. around.Select(near => $"{weekend}&{near}")]),
            await AskAsync("the same with a word", nearby, [.. around.Select(near => $"{weekend}&{near}&q=konsert")]),
            await AskNewAsync("30 km around, one concept: asked for the first time, its total counted", null, ""),
            await AskNewAsync("30 km around: asked for the first time, counted by concept, municipality and day", 0.08, "&facets=concept,municipality,day"),
            await AskAsync("the same asked again in the same minute", 0.08, [.. around.Select(near => $"{weekend}&{near.Split("&concept=")[0]}&facets=concept,municipality,day")]),
            await AskAsync("this weekend with a common word, anywhere", null, [$"{weekend}&q=konsert"]),
            await AskAsync("from now on with a rare word", null, [.. Enumerable.Range(1, 50).Select(n => $"/api/v1/events?q=nummer{written - n * 7}")]),
            await AskAsync("from now on with a word of one in a thousand", null, [.. Enumerable.Range(0, 50).Select(n => $"/api/v1/events?q=nummer{100 + n * 7}")]),
            await AskAsync("from now on, every event once", null, ["/api/v1/events"]),
            await RatioAsync($"page {pages.Count} by its link", "the first page", 0.7, [pages[^1]], [pages[0]]),
        ];
        rows.Add(MemoryRow("after all of this, nothing kept", api));
        await using var keeping = await StartAsync("64");
        await HttpLoad.RateAsync(keeping.Address, [.. Places(20_000), .. byId], _ => "Accept-Encoding: br\r\n", 200, Connections, bench.Sizes.Load * bench.Sizes.Rounds);
        rows.Add(MemoryRow("after many different questions, a full cache of 64 MB", keeping));
        return rows;

        Task<Child> StartAsync(string cacheMegabytes) => Child.StartAsync(
            "Besoksnaring.Api.dll", "serve", "/health/ready",
            [("ConnectionStrings__Reader", connectionString), ("ConnectionStrings__Partners", connectionString), ("Api__CacheMegabytes", cacheMegabytes), ("Logging__LogLevel__Default", "Warning")],
            bench.Cancellation);

        Task<string> AskAsync(string question, double? target, IReadOnlyList<string> paths) =>
            RatioAsync(question, "a listing by its id", target, paths, byId);

        // Totals and counts are remembered while the minute and the catalogue last; nobody asked from these places before.
        async Task<string> AskNewAsync(string question, double? target, string more)
        {
            var ratio = await Ratio.MeasureAsync($"this weekend, {question}", "a listing by its id", "answers/s", target, bench.Sizes.Rounds, ours: () => RateAsync(Places(20_000, more)), theirs: () => RateAsync(byId));
            return ratio.ToRow();
        }

        IReadOnlyList<string> Places(int count, string more = "") => [.. Enumerable.Range(asked += count, count).Select(
            n => FormattableString.Invariant($"{weekend}&near={59.2 + n % 1000 * 0.001:0.####},{12.2 + n / 1000 * 0.001:0.####}&radius=30{(more.Length == 0 ? $"&concept={Concepts[n % Concepts.Length]}" : more)}"))];

        async Task<string> RatioAsync(string question, string reference, double? target, IReadOnlyList<string> paths, IReadOnlyList<string> references) =>
            (await Ratio.MeasureAsync(question, reference, "answers/s", target, bench.Sizes.Rounds, ours: () => RateAsync(paths), theirs: () => RateAsync(references))).ToRow();

        Task<double> RateAsync(IReadOnlyList<string> paths) => HttpLoad.RateAsync(api.Address, paths, _ => "", 200, Connections, bench.Sizes.Load);
    }

    /// <returns>The connection string of a catalogue with so many events.</returns>
    public static async Task<string> CatalogAsync(Bench bench, int events)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await Ingest.IngestSchema.MigrateAsync(connectionString, bench.Cancellation);
        await Api.Partners.PartnerSchema.MigrateAsync(connectionString, bench.Cancellation);
        await using var services = Bench.WriterOf(connectionString);
        await bench.WriteAsync(services.GetRequiredService<CatalogWriter>(), Messages(events));
        return connectionString;
    }

    static string MemoryRow(string question, Child api) => string.Create(CultureInfo.InvariantCulture,
        $"| resident memory of the Api {question} | {api.Megabytes:0} MB | | | ≤ {MegabytesAllowed} MB | {(api.Megabytes <= MegabytesAllowed ? "met" : "missed")} |");

    /// <summary>As many as are asked for in a while: all of a million would be asked for once each.</summary>
    static async Task<List<string>> SomeListingsAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select id from catalog.listing order by md5(id) limit 100000");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var paths = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            paths.Add($"/api/v1/listings/{reader.GetString(0)}");
        }
        return paths;
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
