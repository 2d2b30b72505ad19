using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Besoksnaring.Benchmarks;

/// <summary>How long a committed change stays unseen in a search that is kept and asked for all the time.</summary>
static class Freshness
{
    const double TargetMilliseconds = 1_000;
    const int Askers = 4;

    /// <summary>The listing that changed last, alone.</summary>
    const string Latest = "/api/v1/listings?sort=updated&limit=1";

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await Ingest.IngestSchema.MigrateAsync(connectionString, bench.Cancellation);
        await Api.Partners.PartnerSchema.MigrateAsync(connectionString, bench.Cancellation);
        await using var services = Bench.WriterOf(connectionString);
        var writer = services.GetRequiredService<CatalogWriter>();
        await bench.WriteAsync(writer, RealisticRecords.Messages("benchmark", bench.Sizes.Records, edition: 1, sequence: 1));
        await using var api = await Child.StartAsync(
            "Besoksnaring.Api.dll", "serve", "/health/ready",
            [("ConnectionStrings__Reader", connectionString), ("ConnectionStrings__Partners", connectionString), ("Logging__LogLevel__Default", "Warning")],
            bench.Cancellation);
        using var client = new HttpClient { BaseAddress = api.Address };
        using var done = CancellationTokenSource.CreateLinkedTokenSource(bench.Cancellation);
        var asking = Enumerable.Range(0, Askers).Select(_ => AskOnAsync(client, done.Token)).ToList();

        var unseen = new List<double>();
        for (var number = 0; number < bench.Sizes.Alone; number++)
        {
            var record = RealisticRecords.One("benchmark", number % bench.Sizes.Records, edition: 2 + number, sequence: 2 + number);
            await writer.SendAsync(new RecordsObserved([record]), bench.Cancellation);
            var clock = Stopwatch.StartNew();
            var title = record.Content!.Title["sv"];
            while (await TitleAsync(client, bench.Cancellation) != title)
            {
                if (clock.Elapsed > TimeSpan.FromSeconds(30))
                {
                    throw new InvalidOperationException($"'{title}' was changed and is not seen after {clock.Elapsed.TotalSeconds:0} s.");
                }
            }
            unseen.Add(clock.Elapsed.TotalMilliseconds);
        }
        await done.CancelAsync();
        var answers = (await Task.WhenAll(asking)).Sum();
        unseen.Sort();
        var (p50, p99) = (unseen[unseen.Count / 2], unseen[Math.Min(unseen.Count - 1, unseen.Count * 99 / 100)]);
        return
        [
            string.Create(CultureInfo.InvariantCulture,
                $"| change committed, until a kept search shows it ({answers:#,0} answers meanwhile) | p50 {p50:0.0} ms, p99 {p99:0.0} | | | p99 ≤ {TargetMilliseconds:0} ms | {(p99 <= TargetMilliseconds ? "met" : "missed")} |"),
        ];
    }

    static async Task<string?> TitleAsync(HttpClient client, CancellationToken cancellationToken) =>
        (string?)JsonNode.Parse(await client.GetStringAsync(new Uri(Latest, UriKind.Relative), cancellationToken))!["listings"]![0]!["title"];

    static async Task<int> AskOnAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var answers = 0;
        try
        {
            for (; ; answers++)
            {
                await TitleAsync(client, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return answers;
        }
    }
}
