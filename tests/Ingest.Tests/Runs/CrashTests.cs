using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Runs;

/// <summary>Wherever a run breaks, the next one ends where an undisturbed one would.</summary>
public class CrashTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string[] Ids(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(number => $"r{number:0000}")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sink_that_fails_at_any_send_is_made_good_by_the_next_run(bool keptBeforeItFailed)
    {
        await using var ingest = await AnIngest.StartAsync(postgres, provider => provider with { TombstoneShare = new(Count: 1000) });
        var (from, failing) = (0, 1);
        for (; ; failing++, from += 120)
        {
            // Each round 120 records vanish and 120 are new: three sends with records, three with tombstones.
            ingest.Lists(Ids(205, from));
            var sends = 0;
            void Fail(int _)
            {
                if (++sends == failing)
                {
                    throw new IOException("the catalogue is away");
                }
            }
            ingest.Sink.Before = keptBeforeItFailed ? null : Fail;
            ingest.Sink.After = keptBeforeItFailed ? Fail : null;
            var broken = await ingest.RunAsync();
            (ingest.Sink.Before, ingest.Sink.After) = (null, null);
            if (sends < failing)
            {
                Assert.Equal("complete", broken.Verdict);
                break;
            }
            Assert.Equal("failed", broken.Verdict);
            Assert.Equal("complete", (await ingest.RunAsync()).Verdict);
            Assert.Equal(Ids(205, from), ingest.Sink.Live("lines"));
        }
        Assert.Equal(7, failing);
        await AssertMemoryIsTheSinksAsync(ingest);
    }

    [Fact]
    public async Task A_database_that_refuses_at_any_step_is_made_good_by_the_next_run()
    {
        string[] steps = ["known_record", "run", "provider", "quarantined", "held_tombstone"];
        foreach (var step in steps)
        {
            await using var ingest = await AnIngest.StartAsync(postgres);
            ingest.Answers("a|A\nb|B\nc|C\nd|D\ne|E\nf|F\n!bad\nEND");
            await ingest.RunAsync();
            // Held: six of six vanish; unreadable: one. So every table is written to but the memory, which only new records change.
            var grows = step == "known_record";
            ingest.Answers((grows ? "a|A\nb|B\nc|C\nd|D\ne|E\nf|F\n" : "") + LinesFormat.Of(Ids(7)).Replace("END", "!bad\nEND", StringComparison.Ordinal));
            await ingest.QueryAsync<int>("create function refuse() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$");
            // The opening and the sequence pass, the end does not.
            var when = step switch { "run" => "when (new.ended_at is not null)", "provider" => "when (new.due_at is not distinct from old.due_at and new.sequence = old.sequence)", _ => "" };
            await ingest.QueryAsync<int>($"create trigger refuse before {(step is "run" or "provider" ? "update" : "insert")} on ingest.{step} for each row {when} execute function refuse()");
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                var run = await ingest.RunAsync();
                throw new InvalidOperationException(run.Verdict == "failed" ? "told as a verdict" : $"{step} was not written to: {run.Verdict}");
            });
            await ingest.QueryAsync<int>($"drop trigger refuse on ingest.{step}");
            var repaired = await ingest.RunAsync();
            Assert.Equal(grows ? "complete" : "held", repaired.Verdict);
            Assert.Equal(["a", "b", "c", "d", "e", "f", .. Ids(grows ? 7 : 0)], ingest.Sink.Live("lines"));
            Assert.Equal(0, await ingest.QueryAsync<long>("select count(*) from ingest.run where ended_at is null"));
            await AssertMemoryIsTheSinksAsync(ingest);
        }
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_is_followed_by_another_when_its_lease_has_expired()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(120));
        var dying = await ingest.ProcessAsync();
        var inFlight = new TaskCompletionSource();
        using var kill = new CancellationTokenSource();
        ingest.Sink.Wait = async token =>
        {
            if (ingest.Sink.All.Count >= 50)
            {
                inFlight.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var dead = dying.GetRequiredService<ProviderRun>().RunAsync(ingest.Provider, RunWork.Run, kill.Token);
        await inFlight.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        var other = await ingest.ProcessAsync();
        Assert.Null(await other.GetRequiredService<ProviderRun>().RunAsync(ingest.Provider, RunWork.Run, Ct));
        // As kill -9 leaves it: nothing given back, and in time the lease is over.
        await ingest.QueryAsync<int>("update ingest.provider_lease set expires_at = now() - interval '1 second'");
        ingest.Sink.Wait = null;
        var next = await ingest.RunAsync();
        Assert.Equal(("complete", 70), (next.Verdict, next.New));
        Assert.Equal(Ids(120), ingest.Sink.Live("lines"));
        Assert.Equal("failed", await ingest.QueryAsync<string>("select verdict from ingest.run order by started_at limit 1"));

        // The dead one was only asleep: it wakes, believes in its lease, and gets no further.
        await kill.CancelAsync();
        await Assert.ThrowsAsync<LeaseLostException>(() => dead);
        Assert.Equal(Ids(120), ingest.Sink.Live("lines"));
        Assert.Equal(2, await ingest.QueryAsync<long>("select count(*) from ingest.run"));
    }

    [Fact]
    public async Task A_run_that_lost_its_lease_stops_sending_and_remembers_nothing()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(200));
        ingest.Sink.After = send =>
        {
            if (send == 2)
            {
                ingest.QueryAsync<int>("update ingest.provider_lease set holder = gen_random_uuid()").GetAwaiter().GetResult();
            }
        };
        await Assert.ThrowsAsync<LeaseLostException>(() => ingest.RunAsync());
        Assert.Equal(100, ingest.Sink.All.Count);
        Assert.Equal(50, await ingest.QueryAsync<long>("select count(*) from ingest.known_record"));
    }

    [Fact]
    public async Task Of_many_processes_at_once_one_runs()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(100));
        var processes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ingest.ProcessAsync()));
        var sending = new TaskCompletionSource();
        ingest.Sink.Wait = _ => sending.Task;
        var racing = processes.Select(process => process.GetRequiredService<ProviderRun>().RunAsync(ingest.Provider, RunWork.Run, Ct)).ToList();
        var losers = racing.ToList();
        while (losers.Count > 1)
        {
            var loser = await Task.WhenAny(losers).WaitAsync(TimeSpan.FromSeconds(20), Ct);
            Assert.Null(await loser);
            losers.Remove(loser);
        }
        sending.SetResult();
        Assert.Equal("complete", (await losers.Single())!.Verdict);
        Assert.Equal(100, ingest.Sink.All.Count);
    }

    [Fact]
    public async Task A_sequence_rises_even_when_the_clock_goes_back()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists("a");
        var first = await ingest.RunAsync();
        ingest.Clock.Pass(Duration.FromHours(-5));
        ingest.Answers("a|Changed\nEND");
        var second = await ingest.RunAsync();
        Assert.Equal(first.Sequence + 1, second.Sequence);
        Assert.Equal("Changed", ingest.Sink.TitleOf(new RecordKey("lines", "a")));
    }

    static async Task AssertMemoryIsTheSinksAsync(AnIngest ingest) => Assert.Equal(
        ingest.Sink.Live("lines"),
        await ingest.QueryAsync<string[]>("select array_agg(record_id order by record_id collate \"C\") from ingest.known_record where hash is not null"));
}
