using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Besoksnaring.Ingest.Tests.Runs;

public class ProviderRunTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string[] Ids(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(number => $"r{number:0000}")];

    [Fact]
    public async Task A_run_sends_what_is_new_changed_and_vanished_and_nothing_else()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(120));
        var first = await ingest.RunAsync();
        Assert.Equal(("complete", 120, 120, 0, 0), (first.Verdict, first.Seen, first.New, first.Changed, first.Tombstoned));
        Assert.Equal(Ids(120), ingest.Sink.Live("lines"));
        var sent = ingest.Sink.All.Count;

        ingest.Answers(LinesFormat.Of(Ids(119, from: 1).Append("fresh")).Replace("Title of r0007", "Another", StringComparison.Ordinal));
        var second = await ingest.RunAsync();
        Assert.Equal(("complete", 120, 1, 1, 1), (second.Verdict, second.Seen, second.New, second.Changed, second.Tombstoned));
        Assert.Equal(["fresh", "r0000", "r0007"], ingest.Sink.All.Skip(sent).Select(record => record.Key.RecordId).Order(StringComparer.Ordinal));
        Assert.True(second.Sequence > first.Sequence);
        Assert.Equal("Another", ingest.Sink.TitleOf(new("lines", "r0007")));
        Assert.Equal([RunVerdict.Complete, RunVerdict.Complete], ingest.Sink.Completed.Select(run => run.Verdict));
        Assert.Equal("ok", await ingest.QueryAsync<string>("select health from ingest.provider_status"));
    }

    [Fact]
    public async Task Every_run_tells_how_it_ended_and_when_that_does_not_get_through_nothing_is_lost()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists("a", "b");
        ingest.Sink.BeforeCompleted = () => throw new TimeoutException("The broker is away.");
        Assert.Equal("complete", (await ingest.RunAsync()).Verdict);
        Assert.Equal("complete", await ingest.QueryAsync<string>("select verdict from ingest.run_report"));
        ingest.Sink.BeforeCompleted = null;

        Assert.Equal("unchanged", (await ingest.RunAsync()).Verdict);
        ingest.Answers("a|A");
        await ingest.RunAsync();
        ingest.Answers("");
        await ingest.RunAsync();
        Assert.Equal([RunVerdict.Unchanged, RunVerdict.Partial, RunVerdict.Failed], ingest.Sink.Completed.Select(run => run.Verdict));
    }

    [Fact]
    public async Task The_key_in_an_address_is_in_no_reason()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Provider = ingest.Provider with { Address = [ingest.Server.At("/list?key=SECRET")] };
        foreach (var answer in new[] { ScriptedProvider.Status(403), ScriptedProvider.Text(""), ScriptedProvider.Text("<html><title>Oj</title>"), ScriptedProvider.CutOff("a|A\nEND", 3), ScriptedProvider.GzipBomb(9), ScriptedProvider.Redirect("ftp://example.org/?key=SECRET"), ScriptedProvider.Redirect("/list?key=SECRET") })
        {
            ingest.Server.On("/list?key=SECRET", answer);
            var run = await ingest.RunAsync();
            Assert.Equal("failed", run.Verdict);
            Assert.DoesNotContain("SECRET", run.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_bytes_are_not_read_again_until_the_entry_changes()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(3));
        await ingest.RunAsync();
        Assert.Equal(("unchanged", 0), await VerdictAndSentAsync(ingest));
        Assert.Single(Directory.GetFiles(ingest.SnapshotFolder, "*", SearchOption.AllDirectories));

        ingest.Provider = ingest.Provider with { Rank = 3 };
        Assert.Equal(("complete", 3), await VerdictAndSentAsync(ingest));
        Assert.Equal(("unchanged", 0), await VerdictAndSentAsync(ingest));
    }

    [Fact]
    public async Task The_tag_of_an_answer_is_used_once_it_is_confirmed_and_not_before()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Server.On("/list", ScriptedProvider.Tagged("\"v1\"", LinesFormat.Of(Ids(60))));
        ingest.Sink.Before = send => { if (send == 2) { throw new IOException("the catalogue is away"); } };
        Assert.Equal("failed", (await ingest.RunAsync()).Verdict);
        ingest.Sink.Before = null;
        Assert.Equal("complete", (await ingest.RunAsync()).Verdict);
        Assert.Equal(Ids(60), ingest.Sink.Live("lines"));
        Assert.False(ingest.Server.Requests[^1].Headers.ContainsKey("If-None-Match"));
        var third = await ingest.RunAsync();
        Assert.Equal("unchanged", third.Verdict);
        Assert.Contains("304", third.Reason, StringComparison.Ordinal);
        Assert.Equal("\"v1\"", ingest.Server.Requests[^1].Headers["If-None-Match"]);
    }

    public static TheoryData<string, string, string> WrongAnswers => new()
    {
        { "", "failed", "is empty" },
        { "  \n ", "failed", "is empty" },
        { "\uFEFF", "failed", "is empty" },
        { "<!DOCTYPE html><html><head><title>Fel 502</title>", "failed", "HTML page (Fel 502)" },
        { "<?xml version=\"1.0\"?>\n<!-- hej -->\n<html xmlns=\"x\"><body>", "failed", "HTML page" },
        { "r0001|Title of r0001", "partial", "cut off" },
        { "r0001|", "partial", "cut off" },
        { "{\"error\":\"maintenance\"}", "failed", "cut off" },
        { "!\nr0001|Title\nEND", "partial", "no id" },
        { "!r0001\n!r0002\nEND", "failed", "none of 2 records can be read" },
        { "END", "held", "holds no record" },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_deletes_nothing(string answer, string verdict, string reason)
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(4));
        await ingest.RunAsync();
        ingest.Answers(answer);
        var run = await ingest.RunAsync();
        Assert.Equal(verdict, run.Verdict);
        Assert.Contains(reason, run.Reason, StringComparison.Ordinal);
        Assert.Equal(Ids(4), ingest.Sink.Live("lines"));
        Assert.DoesNotContain(ingest.Sink.All, record => record.Content is null);

        ingest.Lists(Ids(4));
        Assert.True((await ingest.RunAsync()).Verdict is "complete" or "unchanged");
        Assert.Equal(Ids(4), ingest.Sink.Live("lines"));
    }

    [Fact]
    public async Task An_answer_cut_off_at_any_byte_deletes_nothing()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(3));
        await ingest.RunAsync();
        var whole = LinesFormat.Of(Ids(3));
        foreach (var after in Enumerable.Range(0, whole.Length - 2))
        {
            ingest.Answers(whole[..after]);
            Assert.True((await ingest.RunAsync()).Verdict is "failed" or "partial");
        }
        Assert.DoesNotContain(ingest.Sink.All, record => record.Content is null);
    }

    [Fact]
    public async Task Bad_records_are_quarantined_and_the_good_go_on()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        var lines = Enumerable.Range(0, 5500).Select(number => number % 11 == 5 ? $"!r{number:0000}" : $"r{number:0000}|Title").Append("END");
        ingest.Answers(string.Join('\n', lines));
        var run = await ingest.RunAsync();
        Assert.Equal(("complete", 5500, 5000, 500), (run.Verdict, run.Seen, run.New, run.Unreadable));
        Assert.Equal(5000, ingest.Sink.Live("lines").Count);
        Assert.Equal(500, await ingest.QueryAsync<long>("select count(*) from ingest.quarantined_record where reason = 'title: is missing' and place like 'list line %'"));
        Assert.Equal("{\"Övrigt\": 5000}", await ingest.QueryAsync<string>("select unmapped::text from ingest.run_report"));
        Assert.Equal("{\"Ingenstans alls\": 5000}", await ingest.QueryAsync<string>("select unresolved_places::text from ingest.run_report"));
    }

    [Fact]
    public async Task The_last_of_two_records_of_one_id_counts_with_a_warning()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Answers("a|first\nb|b\na|last\nEND");
        var run = await ingest.RunAsync();
        Assert.Equal(("complete", 3, 2, 1), (run.Verdict, run.Seen, run.New, run.Warnings));
        Assert.Equal("last", ingest.Sink.TitleOf(new("lines", "a")));
    }

    [Fact]
    public async Task A_sliding_feeds_silence_means_nothing()
    {
        await using var ingest = await AnIngest.StartAsync(postgres, provider => provider with { CompleteFor = RunScope.Nothing });
        ingest.Lists(Ids(10));
        await ingest.RunAsync();
        ingest.Lists(Ids(2, from: 9));
        Assert.Equal("complete", (await ingest.RunAsync()).Verdict);
        Assert.Equal(Ids(11), ingest.Sink.Live("lines"));
    }

    [Fact]
    public async Task A_window_speaks_of_the_events_that_fall_in_it()
    {
        await using var ingest = await AnIngest.StartAsync(postgres, provider => provider with { CompleteFor = RunScope.Window, WindowDays = 30 });
        ingest.Answers("over|Over|2026-07-01\nsoon|Soon|2026-08-10\nstays|Stays|2026-08-11\nlater|Later|2026-12-24\nundated|Undated\nEND");
        await ingest.RunAsync();
        ingest.Answers("stays|Stays|2026-08-11\nEND");
        var run = await ingest.RunAsync();
        Assert.Equal(("complete", 1), (run.Verdict, run.Tombstoned));
        Assert.Equal(["later", "over", "stays", "undated"], ingest.Sink.Live("lines"));
    }

    [Fact]
    public async Task A_replay_reads_the_last_snapshot_without_fetching()
    {
        await using var ingest = await AnIngest.StartAsync(postgres);
        ingest.Lists(Ids(3));
        await ingest.RunAsync();
        var calls = ingest.Server.Requests.Count;
        ingest.Provider = ingest.Provider with { Rank = 7 };
        var replay = await ingest.RunAsync(RunWork.Replay);
        Assert.Equal(("complete", 3), (replay.Verdict, replay.Changed));
        Assert.Equal(calls, ingest.Server.Requests.Count);
        Assert.Equal("unchanged", (await ingest.RunAsync()).Verdict);
    }

    [Fact]
    public async Task A_resend_sends_everything_again_the_past_and_the_tombstones_too()
    {
        await using var ingest = await AnIngest.StartAsync(postgres, provider => provider with { CompleteFor = RunScope.Window, WindowDays = 30 });
        ingest.Answers("over|Over|2026-07-01\nsoon|Soon|2026-08-10\nstays|Stays|2026-08-11\nEND");
        await ingest.RunAsync();
        ingest.Answers("stays|Stays|2026-08-11\nEND");
        await ingest.RunAsync();
        var before = ingest.Sink.All.Count;
        var run = await ingest.RunAsync(RunWork.Resend);
        Assert.Equal("complete", run.Verdict);
        Assert.Equal(
            [("over", true), ("soon", false), ("stays", true)],
            ingest.Sink.All.Skip(before).Select(record => (record.Key.RecordId, record.Content is not null)).Order());
        Assert.All(ingest.Sink.All.Skip(before), record => Assert.Equal(run.Sequence, record.Sequence));
        Assert.Null(run.Reason);
    }

    static async Task<(string? Verdict, int Sent)> VerdictAndSentAsync(AnIngest ingest)
    {
        var before = ingest.Sink.All.Count;
        var run = await ingest.RunAsync();
        return (run.Verdict, ingest.Sink.All.Count - before);
    }
}
