using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Runs;

public class RunScheduleTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Providers_that_hang_or_fail_delay_no_other_and_who_has_no_schedule_is_left_alone()
    {
        await using var ingest = await AnIngest.StartAsync(postgres, provider => provider with { Schedule = "0 4 * * *" });
        ingest.Lists("a", "b");
        ingest.Server.On("/hangs", ingest.Server.Hangs());
        ingest.Server.On("/html", ScriptedProvider.Text("<html><title>Oj</title>", "text/html"));
        Provider Other(string id) => ingest.Provider with { Id = id, Address = [ingest.Server.At($"/{id}")] };
        // More that hang than may read at a time.
        var hanging = Enumerable.Range(0, 8).Select(number => Other($"hangs-{number}") with { Address = [ingest.Server.At("/hangs")] });
        var registry = new ProviderRegistry("providers.json", ingest.Files, [.. hanging, Other("html"), Other("asked") with { Schedule = null }, ingest.Provider]);
        var process = await ingest.ProcessAsync(services => services.AddSingleton(registry).AddSingleton<RunSchedule>()
            .Configure<IngestOptions>(options => (options.AttemptTimeout, options.Retries) = (TimeSpan.FromMinutes(1), 0)));
        var read = new TaskCompletionSource();
        ingest.Sink.Before = _ => read.TrySetResult();

        var schedule = process.GetRequiredService<RunSchedule>();
        await schedule.StartAsync(Ct);
        await read.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        // All that hang have begun, too: who stops before that tests nothing.
        await PollAsync(() => ingest.QueryAsync<bool>(
            "select count(*) filter (where ended_at is not null) >= 2 and count(*) filter (where provider like 'hangs-%') = 8 from ingest.run"));
        await schedule.StopAsync(Ct);

        Assert.Equal(["a", "b"], ingest.Sink.Live("lines"));
        Assert.Equal("failing", await ingest.QueryAsync<string>("select health from ingest.provider_status where id = 'html'"));
        Assert.Equal("never", await ingest.QueryAsync<string>("select health from ingest.provider_status where id = 'asked'"));
        Assert.Equal(8, await ingest.QueryAsync<long>("select count(*) from ingest.run where provider like 'hangs-%' and verdict = 'failed'"));
        // Next time at four in the morning by Swedish clocks; who failed, in half a minute.
        Assert.Equal(Instant.FromUtc(2026, 8, 2, 2, 0), await ingest.QueryAsync<DateTime>("select due_at from ingest.provider where id = 'lines'") is var due ? Instant.FromDateTimeUtc(due) : default);
        Assert.Equal(ingest.Clock.GetCurrentInstant() + Duration.FromSeconds(30), await ingest.QueryAsync<DateTime>("select due_at from ingest.provider where id = 'html'") is var soon ? Instant.FromDateTimeUtc(soon) : default);
    }

    [Fact]
    public async Task A_database_that_is_away_does_not_end_the_schedule()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        var process = await ingest.ProcessAsync(services => services.AddSingleton<RunSchedule>()
            .AddSingleton(_ => new IngestDatabase(() => "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1")), enter: false);
        var schedule = process.GetRequiredService<RunSchedule>();
        await schedule.StartAsync(Ct);
        // Longer than one attempt takes.
        await Assert.ThrowsAsync<TimeoutException>(() => schedule.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(4), Ct));
        await schedule.StopAsync(Ct);
        Assert.False(schedule.ExecuteTask!.IsFaulted);
    }

    static async Task PollAsync(Func<Task<bool>> isSo)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        bound.CancelAfter(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(bound.Token);
        }
    }
}
