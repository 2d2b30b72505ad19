using System.Diagnostics;
using System.Globalization;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>How soon a change that is committed has been told to all who subscribe, and whether dead receivers delay the others.</summary>
static class Webhooks
{
    const int Subscriptions = 1_000;
    const int Dead = 200;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await Ingest.IngestSchema.MigrateAsync(connectionString, bench.Cancellation);
        await Api.Partners.PartnerSchema.MigrateAsync(connectionString, bench.Cancellation);
        await using var services = Bench.WriterOf(connectionString);
        var writer = services.GetRequiredService<CatalogWriter>();
        await bench.WriteAsync(writer, RealisticRecords.Messages("benchmark", bench.Sizes.Records, edition: 1, sequence: 1));
        await using var receivers = await Receivers.StartAsync();
        await using var partners = NpgsqlDataSource.Create(connectionString);
        await ExecuteAsync("insert into partner.partner values ('bench', 'Bench', 'bench@example.com', '{web}', '{subscriptions}', 1000, now())");
        await using var api = await Child.StartAsync(
            "Besoksnaring.Api.dll", "serve", "/health/ready",
            [
                ("ConnectionStrings__Reader", connectionString), ("ConnectionStrings__Partners", connectionString), ("Logging__LogLevel__Default", "Error"),
                ("Outbound__AllowHttp", "true"), ("Outbound__AllowedNetworks", "127.0.0.0/8"),
            ],
            bench.Cancellation);
        var edition = 1;

        await SubscribeAsync("well", 0, 1);
        var alone = new List<double>();
        for (var i = 0; i < bench.Sizes.Alone; i++)
        {
            alone.Add(await ToldAsync(1));
        }
        alone.Sort();
        await SubscribeAsync("well", 1, Subscriptions - 1);
        var all = await Ratio.MeasureAsync(
            $"one change told to {Subscriptions:#,0} subscriptions", "the same posts from one client, 32 at a time", "posts/s", null, bench.Sizes.Rounds,
            ours: async () => Subscriptions / (await ToldAsync(Subscriptions) / 1_000), theirs: () => PostAsync(receivers, bench.Cancellation));
        var seconds = Subscriptions / all.Rounds.Select(round => round.Ours).Order().ElementAt(all.Rounds.Count / 2);

        await ExecuteAsync($"delete from partner.subscription where address like '%/well/%' and substring(address from '[0-9]+$')::integer >= {Subscriptions - Dead}");
        var dead = await Ratio.MeasureAsync(
            $"one change told to {Subscriptions - Dead}, while {Dead} others hang", $"to the same {Subscriptions - Dead} alone", "posts/s", 0.9, bench.Sizes.Rounds,
            ours: () => WithDeadAsync(true), theirs: () => WithDeadAsync(false));
        return
        [
            string.Create(CultureInfo.InvariantCulture,
                $"| change committed, until one receiver has it, quiet | p50 {At(alone, 0.5):0.0} ms, p99 {At(alone, 0.99):0.0} | | | p50 ≤ 50 ms, p99 ≤ 500 | {(At(alone, 0.5) <= 50 && At(alone, 0.99) <= 500 ? "met" : "missed")} |"),
            all.ToRow(),
            string.Create(CultureInfo.InvariantCulture, $"| the same: until the last of them has it | {seconds:0.00} s | | | ≤ 0.50 s | {(seconds <= 0.5 ? "met" : "missed")} |"),
            dead.ToRow(),
        ];

        async Task<double> WithDeadAsync(bool isSo)
        {
            await ExecuteAsync("delete from partner.subscription where address like '%/hanging/%'");
            if (isSo)
            {
                await SubscribeAsync("hanging", 0, Dead);
            }
            return (Subscriptions - Dead) / (await ToldAsync(Subscriptions - Dead) / 1_000);
        }

        // Milliseconds from the commit of one change until so many have been told.
        async Task<double> ToldAsync(int count)
        {
            edition++;
            var told = receivers.NextAsync(count);
            await writer.SendAsync(new RecordsObserved([RealisticRecords.One("benchmark", edition % bench.Sizes.Records, edition, edition)]), bench.Cancellation);
            var committed = Stopwatch.GetTimestamp();
            var milliseconds = Math.Max(0, Stopwatch.GetElapsedTime(committed, await told.WaitAsync(Patience, bench.Cancellation)).TotalMilliseconds);
            // Until what was told is written down: the next change begins from rest.
            await UntilRestAsync();
            return milliseconds;
        }

        async Task SubscribeAsync(string kind, int first, int count)
        {
            await ExecuteAsync($"""
                insert into partner.subscription (id, partner_id, name, address, kinds, payload, languages, secret, state, epoch, position, failures, generation, created_at, updated_at)
                select '{kind}' || n, 'bench', 'bench', '{receivers.Address}{kind}/' || n, array[]::text[], 'thin', '{"{sv}"}', 'whsec_' || encode(sha256(n::text::bytea), 'base64'), 'active',
                    (select epoch from catalog.log_state), (select position from catalog.log_state), 0, 0, now(), now()
                from generate_series({first}, {first + count - 1}) n
                """);
            // Known to who delivers, and its followers waiting.
            await Task.Delay(TimeSpan.FromSeconds(1), bench.Cancellation);
        }

        async Task UntilRestAsync()
        {
            await using var behind = partners.CreateCommand("select count(*) from partner.subscription where address like '%/well/%' and position < (select position from catalog.log_state)");
            var clock = Stopwatch.StartNew();
            while (await behind.ExecuteScalarAsync(bench.Cancellation) is > 0L)
            {
                if (clock.Elapsed > Patience)
                {
                    throw new InvalidOperationException("Positions are not written.");
                }
                await Task.Delay(20, bench.Cancellation);
            }
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = partners.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(bench.Cancellation);
        }
    }

    /// <returns>Posts per second, unsigned and unwritten, of a client that is warm.</returns>
    static async Task<double> PostAsync(Receivers receivers, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 32 }) { BaseAddress = receivers.Address };
        var body = new byte[400];
        await SendAsync(100);
        var clock = Stopwatch.StartNew();
        await SendAsync(Subscriptions);
        return Subscriptions / clock.Elapsed.TotalSeconds;

        Task SendAsync(int count) => Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken }, async (number, stop) =>
        {
            using var content = new ByteArrayContent(body);
            using var answer = await client.PostAsync(new Uri($"well/{number}", UriKind.Relative), content, stop);
        });
    }

    static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
