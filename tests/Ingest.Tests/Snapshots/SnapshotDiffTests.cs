using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using CsCheck;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Snapshots;

public class SnapshotDiffTests
{
    static readonly Scope Everything = new(RunScope.Everything, null, null);
    static readonly TombstoneShare Any = new(Count: int.MaxValue);

    /// <summary>What happened to each of ten records since it was known.</summary>
    enum Fate
    {
        Same,
        Changed,
        Gone,
        Unreadable,
        Twice,
        New,
        Nowhere,
    }

    static readonly Gen<(int Id, Fate Fate)[]> Fates = Gen.Enum<Fate>().Array[30]
        .Select(fates => fates.Select((fate, id) => (id, fate)).ToArray());

    static readonly Gen<(RunScope Scope, bool CutOff, bool Nameless)> Answers = Gen.Select(Gen.Enum<RunScope>(), Gen.Bool, Gen.Bool);

    [Fact]
    public void Whatever_happened_each_record_is_new_changed_unchanged_or_vanished_and_only_a_whole_answer_tells_the_last() =>
        Gen.Select(Fates, Answers).Sample((fates, answer) =>
        {
            var known = fates.Where(f => f.Fate is not (Fate.New or Fate.Nowhere)).ToDictionary(f => $"r{f.Id}", f => Known(Content(f.Id, "old")));
            var items = fates.SelectMany(f => Items(f.Id, f.Fate)).ToList();
            items.AddRange(answer.Nameless ? [new ReadItem.Unreadable(null, "x", "y", null)] : []);
            items.AddRange(answer.CutOff ? [new ReadItem.Incomplete("cut off")] : []);
            var scope = new Scope(answer.Scope, new LocalDate(2026, 8, 1), new LocalDate(2026, 8, 31));

            var difference = SnapshotDiff.Between(known, items, scope, Any);

            string[] With(params Fate[] wanted) => [.. fates.Where(f => wanted.Contains(f.Fate)).Select(f => $"r{f.Id}").Order()];
            Assert.Equal(With(Fate.New), difference.Send.Where(r => r.IsNew).Select(r => r.RecordId).Order());
            Assert.Equal(With(Fate.Changed, Fate.Twice), difference.Send.Where(r => !r.IsNew).Select(r => r.RecordId).Order());
            Assert.Equal(With(Fate.Same).Length, difference.Unchanged);
            var whole = !answer.CutOff && !answer.Nameless;
            Assert.Equal(whole, difference.NotWhole is null);
            var gone = answer.Scope switch
            {
                RunScope.Everything => fates.Where(f => f.Fate == Fate.Gone),
                // Record n happens on 1 July and n days later: the window begins 31 days later.
                RunScope.Window => fates.Where(f => f.Fate == Fate.Gone && f.Id % 2 == 0),
                _ => [],
            };
            Assert.Equal(whole ? gone.Select(f => $"r{f.Id}").Order(StringComparer.Ordinal) : [], difference.Vanished);
            Assert.Equal("last", fates.Any(f => f.Fate == Fate.Twice) ? difference.Send.First(r => r.RecordId == With(Fate.Twice)[0]).Content.Title.ToString() : "last");
        }, iter: 2_000);

    [Fact]
    public void More_than_the_share_and_more_than_the_count_is_held() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 10], Gen.Double[0, 1]).Sample((kept, gone, count, share) =>
        {
            var known = Enumerable.Range(0, kept + gone).ToDictionary(id => $"r{id}", id => Known(Content(id, "old")));
            var items = Enumerable.Range(0, kept).Select(id => Record(id, "old"));
            var difference = SnapshotDiff.Between(known, items, Everything, new TombstoneShare(count, share));
            var tooMany = gone > count && gone > share * (kept + gone);
            Assert.Equal(gone > 0 && (tooMany || kept == 0), difference.Held is not null);
        }, iter: 2_000);

    [Fact]
    public void A_past_that_nobody_lists_does_not_make_the_share_lenient()
    {
        var known = Enumerable.Range(0, 1000).ToDictionary(id => $"past{id}", _ => new Known([1], "2020-01-01"));
        foreach (var id in Enumerable.Range(0, 20))
        {
            known.Add($"soon{id}", new Known([1], "2026-08-20"));
        }
        var window = new Scope(RunScope.Window, new LocalDate(2026, 8, 1), new LocalDate(2026, 8, 31));
        var difference = SnapshotDiff.Between(known, [Record(1, "x")], window, new TombstoneShare());
        Assert.Equal(20, difference.Vanished.Count);
        Assert.Contains("20 of 20", difference.Held, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tombstoned_record_that_comes_back_is_new()
    {
        var known = new Dictionary<string, Known> { ["r1"] = new(null, null) };
        var difference = SnapshotDiff.Between(known, [Record(1, "x")], Everything, new TombstoneShare());
        Assert.True(Assert.Single(difference.Send).IsNew);
        Assert.Empty(SnapshotDiff.Between(known, [], Everything, new TombstoneShare()).Vanished);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u0000b")]
    [InlineData("line\nbreak")]
    public void An_id_that_cannot_be_one_is_quarantined_and_makes_the_answer_partial(string id)
    {
        var record = new ReadItem.Record(id, Content(1, "x"), "item 1");
        var difference = SnapshotDiff.Between(new Dictionary<string, Known> { ["r9"] = new([1], null) }, [record, Record(2, "y")], Everything, new TombstoneShare());
        Assert.StartsWith("id:", Assert.Single(difference.Unreadable).Reason, StringComparison.Ordinal);
        Assert.NotNull(difference.NotWhole);
        Assert.Empty(difference.Vanished);
    }

    [Theory]
    [InlineData("2026-08-05", true)]
    [InlineData("2026-07-31", false)]
    [InlineData("2026-09-01", false)]
    [InlineData("2026-07-01/2026-08-01", true)]
    [InlineData("2026-08-31/2026-12-24", true)]
    [InlineData("2026-07-01,2026-09-15", false)]
    [InlineData("2020-01-01/..", true)]
    [InlineData("2026-10-01/..", false)]
    [InlineData(null, false)]
    public void Days_fall_in_a_window_both_ends_included(string? dates, bool falls) =>
        Assert.Equal(falls, KnownDates.FallIn(dates, new LocalDate(2026, 8, 1), new LocalDate(2026, 8, 31)));

    [Theory]
    [InlineData("FREQ=WEEKLY;UNTIL=20260901T100000Z", "2026-08-04/2026-09-01")]
    [InlineData("FREQ=WEEKLY;COUNT=3;BYDAY=TU", "2026-08-04/2026-08-25")]
    [InlineData("FREQ=YEARLY", "2026-08-04/..")]
    public void A_rule_is_remembered_as_the_days_it_can_reach(string rule, string dates)
    {
        var schedule = new Schedule { TimeZone = "Europe/Stockholm", Recurrences = [new Recurrence { First = new GivenOccurrence { StartDate = new(2026, 8, 4) }, Rule = rule }] };
        Assert.Equal(dates, KnownDates.Of(Content(1, "x") with { Schedule = schedule }));
    }

    static IEnumerable<ReadItem> Items(int id, Fate fate) => fate switch
    {
        Fate.Same => [Record(id, "old")],
        Fate.Changed => [Record(id, "other")],
        Fate.New => [Record(id, "new")],
        Fate.Unreadable => [new ReadItem.Unreadable($"r{id}", "x", "y", null)],
        Fate.Twice => [Record(id, "first"), Record(id, "last")],
        _ => [],
    };

    static ReadItem.Record Record(int id, string title) => new($"r{id}", Content(id, title), $"item {id}");

    static Known Known(RecordContent content) => new(ContractsJson.HashOf(content), KnownDates.Of(content));

    /// <summary>Even ones happen in August 2026, odd ones in July.</summary>
    static RecordContent Content(int id, string title) => new()
    {
        Kind = ListingKind.Event,
        Title = new LocalizedText("sv", title),
        Source = new RecordSource { Rank = 1, Licence = "none" },
        Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2026, id % 2 == 0 ? 8 : 7, 1 + id % 28) }] },
    };
}
