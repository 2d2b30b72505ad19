using Besoksnaring.Ingest.Runs;
using Besoksnaring.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Besoksnaring.Ingest.Tests.Runs;

public class HeldRunsTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string[] Ids(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(number => $"r{number:0000}")];

    [Theory]
    [InlineData(25, 20, "complete")] // five, exactly the fifth
    [InlineData(20, 15, "complete")] // more than a fifth, but five
    [InlineData(30, 24, "complete")] // six, exactly the fifth
    [InlineData(29, 23, "held")] // six, more than a fifth
    [InlineData(100, 79, "held")]
    public async Task A_run_is_held_when_it_would_tombstone_more_than_five_and_more_than_a_fifth(int known, int left, string verdict)
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(known));
        await ingest.RunAsync();
        ingest.Lists(Ids(left));
        var run = await ingest.RunAsync();
        Assert.Equal(verdict, run.Verdict);
        Assert.Equal(verdict == "held" ? (0, known - left) : (known - left, 0), (run.Tombstoned, run.WouldTombstone));
        Assert.Equal(verdict == "held" ? known : left, ingest.Sink.Live("lines").Count);
        Assert.Equal(verdict == "held" ? "held" : "ok", await ingest.QueryAsync<string>("select health from ingest.provider_status"));
    }

    [Fact]
    public async Task A_released_run_tombstones_what_was_not_seen_again_since()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        var held = await HoldAsync(ingest);
        Assert.Equal("unchanged", (await ingest.RunAsync()).Verdict);
        // Partial: it judges no silence, but what it shows is there.
        ingest.Answers("r0000|a\nr0015|came back\n");
        Assert.Equal("partial", (await ingest.RunAsync()).Verdict);

        var told = await ReleaseAsync(ingest, held.Id);
        Assert.Equal("9 records of lines were tombstoned; 1 were seen again since and stay.", told);
        Assert.Equal([.. Ids(10), "r0015"], ingest.Sink.Live("lines"));
        Assert.Equal("released", await ingest.QueryAsync<string>($"select decision from ingest.run_report where id = '{held.Id}'"));

        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => ReleaseAsync(ingest, held.Id));
        Assert.Contains("already released", again.Message, StringComparison.Ordinal);
        ingest.Lists([.. Ids(10), "r0015"]);
        Assert.Equal(("complete", 0), ((await ingest.RunAsync()) is var run ? (run.Verdict, run.Tombstoned) : default));
    }

    [Fact]
    public async Task A_held_run_changes_nothing_until_it_is_released_and_then_all_of_it_counts()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(20));
        await ingest.RunAsync();
        ingest.Answers("r0000|changed\nr0001|changed too\nnew|new\nEND");
        var held = await ingest.RunAsync();
        Assert.Equal(("held", 0, 0, 18), (held.Verdict, held.New, held.Changed, held.WouldTombstone));
        Assert.Contains("3 new or changed records wait with them", held.Reason, StringComparison.Ordinal);
        Assert.Equal(Ids(20), ingest.Sink.Live("lines"));

        Assert.Equal("18 records of lines were tombstoned; 3 new or changed were sent.", await ReleaseAsync(ingest, held.Id));
        Assert.Equal(["new", "r0000", "r0001"], ingest.Sink.Live("lines"));
    }

    [Fact]
    public async Task A_release_that_breaks_is_repeated_to_its_end()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        var held = await HoldAsync(ingest, known: 150, left: 10);
        var sends = 0;
        ingest.Sink.After = _ =>
        {
            if (++sends == 2)
            {
                throw new IOException("the catalogue is away");
            }
        };
        await Assert.ThrowsAsync<IOException>(() => ReleaseAsync(ingest, held.Id));
        ingest.Sink.After = null;
        await ReleaseAsync(ingest, held.Id);
        Assert.Equal(Ids(10), ingest.Sink.Live("lines"));
    }

    [Fact]
    public async Task A_rejected_run_changes_nothing_and_the_next_that_misses_the_same_is_held_again()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        var held = await HoldAsync(ingest);
        await Runs(await ingest.ProcessAsync()).RejectAsync(held.Id, Ct);
        Assert.Equal(Ids(20), ingest.Sink.Live("lines"));
        Assert.Equal("ok", await ingest.QueryAsync<string>("select health from ingest.provider_status"));
        ingest.Answers(LinesFormat.Of(Ids(10)) + "#\n");
        Assert.Equal("held", (await ingest.RunAsync()).Verdict);
    }

    [Fact]
    public async Task A_later_run_that_judges_anew_takes_its_place()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        var held = await HoldAsync(ingest);
        ingest.Lists(Ids(19));
        Assert.Equal("complete", (await ingest.RunAsync()).Verdict);
        Assert.Equal(Ids(19), ingest.Sink.Live("lines"));
        var late = await Assert.ThrowsAsync<InvalidOperationException>(() => ReleaseAsync(ingest, held.Id));
        Assert.Contains("already superseded", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_held_run_cannot_be_released()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists("a");
        var run = await ingest.RunAsync();
        Assert.Contains("is complete, not held", (await Assert.ThrowsAsync<InvalidOperationException>(() => ReleaseAsync(ingest, run.Id))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no run", (await Assert.ThrowsAsync<InvalidOperationException>(() => ReleaseAsync(ingest, Guid.NewGuid()))).Message, StringComparison.Ordinal);
    }

    static async Task<Run> HoldAsync(AnIngest ingest, int known = 20, int left = 10)
    {
        ingest.Lists(Ids(known));
        await ingest.RunAsync();
        ingest.Lists(Ids(left));
        var run = await ingest.RunAsync();
        Assert.Equal("held", run.Verdict);
        return run;
    }

    static async Task<string> ReleaseAsync(AnIngest ingest, Guid run) => await Runs(await ingest.ProcessAsync()).ReleaseAsync(run, Ct);

    static HeldRuns Runs(ServiceProvider process) => process.GetRequiredService<HeldRuns>();
}
