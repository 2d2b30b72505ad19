using System.Text.Json.Nodes;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Decisions;

/// <summary>What a person decided about a listing outranks every import, and is never overwritten unseen.</summary>
public class DecisionTests(PostgresFixture postgres)
{
    const string Cabin = "fjallkart:cabin";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_override_survives_every_import_and_says_when_the_source_has_caught_up()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin") { Title = "Ravstugan" }.Observed());
        var id = await IdAsync(catalog);
        var answer = await catalog.Decisions.DecideAsync(ADecision.Named(id, "Rävstugan").Message(), Ct);
        Assert.Equal((WriteOutcome.Written, 2L, id), (answer.Outcome, answer.Position, answer.ListingId));
        for (var sequence = 2; sequence < 5; sequence++)
        {
            await catalog.WriteAsync(new ARecord("cabin") { Title = $"Ravstugan {sequence}", Sequence = sequence }.Observed());
            Assert.Equal("Rävstugan", (string?)(await catalog.DetailAsync(Cabin))["title"]);
        }
        var title = await ProvenanceAsync(catalog, "title.sv");
        Assert.Equal(("Rävstugan", null, "business", "Ravstugan 4"), ((string?)title["value"], (string?)title["record"], (string?)title["override"]!["by"], (string?)title["others"]![0]!["value"]));

        await catalog.WriteAsync(new ARecord("cabin") { Title = "Rävstugan", Sequence = 5 }.Observed());
        title = await ProvenanceAsync(catalog, "title.sv");
        Assert.Equal(Cabin, (string?)title["override"]!["agreeing"]![0]);
        Assert.Empty(title["others"]!.AsArray());
        await CatalogInvariants.AssertAsync(catalog);
    }

    [Fact]
    public async Task What_is_given_back_follows_the_source_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        var named = ADecision.Named(await IdAsync(catalog), "Lyan");
        await catalog.Decisions.DecideAsync(named.Message(), Ct);
        await catalog.Decisions.DecideAsync(new ADecision(named.ListingId, named.Version).Message(), Ct);
        Assert.Equal("Rävstugan", (string?)(await catalog.DetailAsync(Cabin))["title"]);
        Assert.Equal(["created", "changed", "changed"], await catalog.ColumnAsync<string>("select change from catalog.change_row order by position"));
    }

    [Fact]
    public async Task Of_two_who_decide_upon_the_same_one_is_told_that_he_is_overtaken()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        var id = await IdAsync(catalog);
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => catalog.Decisions.DecideAsync(ADecision.Named(id, $"Lya {n}").Message(), Ct)));
        Assert.Single(answers, answer => answer.Outcome == WriteOutcome.Written);
        Assert.Equal(11, answers.Count(answer => answer.Outcome == WriteOutcome.Overtaken));
        Assert.Equal(2, await catalog.ScalarAsync<long>("select count(*) from catalog.change_row"));
    }

    [Fact]
    public async Task The_same_decision_again_is_answered_the_same_and_changes_nothing()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        var message = ADecision.Named(await IdAsync(catalog), "Lyan").Message();
        var first = await catalog.Decisions.DecideAsync(message, Ct);
        Assert.Equal(first, await catalog.Decisions.DecideAsync(message, Ct));
        Assert.Equal(2, await catalog.ScalarAsync<long>("select count(*) from catalog.change_row"));
    }

    [Fact]
    public async Task What_is_closed_stays_closed_while_its_provider_goes_on_and_can_be_opened_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        var closed = new ADecision(await IdAsync(catalog)) { Closed = new Closure(Instant.FromUtc(2026, 1, 1, 12, 0), DecidedBy.Business, "Såld") };
        await catalog.Decisions.DecideAsync(closed.Message(), Ct);
        Assert.Empty(await catalog.DumpAsync());
        await catalog.WriteAsync(new ARecord("cabin") { Title = "Rävlyan", Sequence = 2 }.Observed());
        Assert.Empty(await catalog.DumpAsync());
        await catalog.Decisions.DecideAsync(new ADecision(closed.ListingId, closed.Version).Message(), Ct);
        Assert.Equal("Rävlyan", (string?)(await catalog.DetailAsync(Cabin))["title"]);
        Assert.Equal(["created", "tombstoned", "restored"], await catalog.ColumnAsync<string>("select change from catalog.change_row order by position"));
        await CatalogInvariants.AssertAsync(catalog);
    }

    [Fact]
    public async Task A_decision_follows_its_listing_into_another_and_of_two_the_later_word_stands()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        await catalog.WriteAsync(new ARecord("house", "grannland").Observed());
        var (older, younger) = (await IdAsync(catalog), await IdAsync(catalog, "grannland:house"));
        var early = ADecision.Named(older, "Tidig") with { Minute = 1, Verified = new Verification(Instant.FromUtc(2026, 1, 1, 0, 0), DecidedBy.Editor) };
        var late = ADecision.Named(younger, "Sen") with { Minute = 2 };
        await catalog.Decisions.DecideAsync(early.Message(), Ct);
        await catalog.Decisions.DecideAsync(late.Message(), Ct);
        await catalog.WriteAsync(new ARecord("cabin") { Sequence = 2, SharedIds = ["eu:1"] }.Observed(), new ARecord("house", "grannland") { Sequence = 2, SharedIds = ["eu:1"] }.Observed());

        var detail = await catalog.DetailAsync(Cabin);
        Assert.Equal((older, "Sen", "2026-01-01T00:00:00Z", "editor"), ((string?)detail["id"], (string?)detail["title"], (string?)detail["verifiedAt"], (string?)detail["verifiedBy"]));
        var blind = await catalog.Decisions.DecideAsync(ADecision.Named(older, "Blind", early.Version).Message(), Ct);
        Assert.Equal(WriteOutcome.Overtaken, blind.Outcome);
        var gone = await catalog.Decisions.DecideAsync(ADecision.Named(younger, "Borta", late.Version).Message(), Ct);
        Assert.Equal((WriteOutcome.Overtaken, older), (gone.Outcome, gone.ListingId));
        Assert.Equal(1, await catalog.ScalarAsync<long>("select count(*) from catalog.decision"));
    }

    [Fact]
    public async Task A_cancelled_event_stays_cancelled_while_its_provider_changes_the_dates()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Concert(1, 7));
        var values = ADecision.Nothing with { Schedule = new Schedule { TimeZone = "Europe/Stockholm", Status = EventStatus.Cancelled } };
        await catalog.Decisions.DecideAsync(new ADecision(await IdAsync(catalog)) { Fields = ["schedule.status"], Values = values }.Message(), Ct);
        await catalog.WriteAsync(Concert(2, 7, 8));
        Assert.Equal("cancelled", (string?)(await catalog.DetailAsync(Cabin))["schedule"]!["status"]);
        Assert.Equal(["cancelled", "cancelled"], await catalog.ColumnAsync<string>("select status from catalog.listing_occurrence order by starts_at"));
    }

    [Fact]
    public async Task Nothing_can_be_decided_that_could_not_be_shown()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        var id = await IdAsync(catalog);
        foreach (var (decision, field) in new[] { (ADecision.Named(id, " \u200b "), "title.sv"), (new ADecision(id) { Fields = ["provider"] }, "provider"), (new ADecision(id) { Fields = ["contact", "contact"] }, "contact") })
        {
            var answer = await catalog.Decisions.DecideAsync(decision.Message(), Ct);
            Assert.Equal(WriteOutcome.Refused, answer.Outcome);
            Assert.StartsWith(field + ":", answer.Reason, StringComparison.Ordinal);
        }
        Assert.Equal(WriteOutcome.Unknown, (await catalog.Decisions.DecideAsync(ADecision.Named("nothing", "x").Message(), Ct)).Outcome);
        Assert.Equal(0, await catalog.ScalarAsync<long>("select count(*) from catalog.decision"));
    }

    [Fact]
    public async Task What_is_typed_is_cleaned_as_what_is_imported()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("cabin").Observed());
        var values = ADecision.Nothing with
        {
            Description = new LocalizedText("sv", "<p onclick=x()>Vid <b>sjön</b><script>alert(1)</script></p>"),
            Links = [new Link("website", "javascript:alert(1)"), new Link("website", "https://example.se/")],
        };
        await catalog.Decisions.DecideAsync(new ADecision(await IdAsync(catalog)) { Fields = ["description.sv", "links"], Values = values }.Message(), Ct);
        var detail = await catalog.DetailAsync(Cabin);
        Assert.Equal("Vid sjön", (string?)detail["description"]!["text"]);
        Assert.DoesNotContain("onclick", (string?)detail["description"]!["html"], StringComparison.Ordinal);
        Assert.Equal("https://example.se/", (string?)Assert.Single(detail["links"]!.AsArray())!["url"]);
        Assert.Equal(["web", "print"], detail["permits"]!["description"]!.AsArray().Select(purpose => (string?)purpose));
        Assert.Equal(("CC-BY-4.0", 2), ((string?)detail["overrides"]!["licence"], detail["overrides"]!["fields"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_preview_is_what_is_published_and_changes_nothing()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Concert(1, 7));
        var decision = ADecision.Named(await IdAsync(catalog), "Lyan").Message();
        var preview = await catalog.Previews.PreviewAsync(new PreviewWanted(decision.ListingId, null, decision.Decisions), Ct);
        Assert.Null(preview.Reason);
        Assert.Equal(new LocalDateTime(2026, 12, 7, 19, 0), Assert.Single(preview.Occurrences).Start);
        Assert.Equal(1, await catalog.ScalarAsync<long>("select count(*) from catalog.change_row"));
        await catalog.Decisions.DecideAsync(decision, Ct);
        var (before, after) = (JsonNode.Parse(preview.Details["sv"])!.AsObject(), await catalog.DetailAsync(Cabin));
        Assert.True(before.Remove("updatedAt") && after.Remove("updatedAt"));
        Assert.Equal(after.ToJsonString(), before.ToJsonString());

        var blank = await catalog.Previews.PreviewAsync(new PreviewWanted(null, new ARecord("new") { Title = " " }.Observed().Content, null), Ct);
        Assert.StartsWith("title:", blank.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_storm_of_imports_no_override_is_lost_and_the_log_stays_whole()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var names = Enumerable.Range(0, 20).Select(n => $"c{n}").ToList();
        await catalog.WriteAsync([.. names.Select(name => new ARecord(name) { Title = name }.Observed())]);
        var ids = await Task.WhenAll(names.Select(name => IdAsync(catalog, $"fjallkart:{name}")));
        var imports = Enumerable.Range(2, 25).Select(sequence => Task.Run(() => catalog.WriteAsync([.. names.Select(name => new ARecord(name) { Title = $"{name} {sequence}", Sequence = sequence }.Observed())]), Ct));
        var owners = ids.Select(id => Task.Run(async () =>
        {
            Guid? last = null;
            for (var turn = 0; turn < 10; turn++)
            {
                var decision = ADecision.Named(id, $"{id} ägaren {turn}", last);
                Assert.Equal(WriteOutcome.Written, (await catalog.Decisions.DecideAsync(decision.Message(), Ct)).Outcome);
                last = decision.Version;
            }
        }, Ct));
        await Task.WhenAll([.. imports, .. owners]);
        foreach (var (name, id) in names.Zip(ids))
        {
            Assert.Equal($"{id} ägaren 9", (string?)(await catalog.DetailAsync($"fjallkart:{name}"))["title"]);
        }
        await CatalogInvariants.AssertAsync(catalog);
    }

    static RecordObserved Concert(int sequence, params int[] days) => new ARecord("cabin")
    {
        Kind = ListingKind.Event,
        Sequence = sequence,
        Schedule = new Schedule
        {
            TimeZone = "Europe/Stockholm",
            Occurrences = [.. days.Select(day => new GivenOccurrence { StartDate = new LocalDate(2026, 12, day), StartTime = new LocalTime(19, 0), Status = EventStatus.Scheduled })],
        },
    }.Observed();

    static async Task<string> IdAsync(TestCatalog catalog, string record = Cabin) => (string)(await catalog.DetailAsync(record))["id"]!;

    static async Task<JsonObject> ProvenanceAsync(TestCatalog catalog, string field) =>
        JsonNode.Parse(await catalog.ScalarAsync<byte[]>("select provenance from catalog.listing_provenance"))!.AsArray().OfType<JsonObject>().Single(row => (string?)row["field"] == field);
}
