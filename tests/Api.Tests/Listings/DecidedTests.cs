using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Feeds;
using Besoksnaring.Api.Tests.OpenApi;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Besoksnaring.Api.Tests.Listings;

/// <summary>What people decided about a listing is told to its readers, and no more of it than they may have.</summary>
public sealed class DecidedTests(ServedCatalogue servers)
{
    static readonly Instant At = Instant.FromUtc(2026, 11, 20, 9, 0);

    [Fact]
    public async Task A_decision_is_seen_at_its_position_with_who_made_it_and_texts_for_print_only_by_nobody_else()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(new ARecord("1") { Title = "Ravstugan", Description = "<p>Förut</p>" }.Observed());
        var id = await catalogue.IdOfAsync("1");
        await using var database = new CatalogDatabase(catalogue.Database);
        var decisions = new ListingDecisions
        {
            Values = new RecordContent
            {
                Kind = ListingKind.Accommodation,
                Source = new RecordSource { Rank = 0, Licence = "CC-BY-4.0", Permits = [Purpose.Print] },
                Title = new LocalizedText("sv", "Rävstugan"),
                Description = new LocalizedText("sv", "<p>Bara på papper</p>"),
            },
            Overrides = [new FieldOverride("title.sv", At, DecidedBy.Business), new FieldOverride("description.sv", At, DecidedBy.Editor)],
            Verified = new Verification(At, DecidedBy.Business),
        };
        var writer = new DecisionWriter(database, Region.Default, SystemClock.Instance, NullLogger<DecisionWriter>.Instance);
        var answer = await writer.DecideAsync(new ListingDecided(id, Guid.NewGuid(), null, At, decisions), TestContext.Current.CancellationToken);
        Assert.Equal(2, answer.Position);

        var listing = await catalogue.GetAsync($"/api/v1/listings/{id}");
        Assert.Empty((await AnswerSchema.OfAsync("Listing")).Validate(listing.ToJsonString()));
        Assert.Equal(("Rävstugan", "2026-11-20T09:00:00Z", "business"), ((string?)listing["title"], (string?)listing["verifiedAt"], (string?)listing["verifiedBy"]));
        Assert.Equal("""{"fields":["description.sv","title.sv"],"licence":"CC-BY-4.0"}""", listing["overrides"]!.ToJsonString());
        Assert.Null(listing["description"]);
        var row = (await catalogue.GetAsync("/api/v1/listings?fields=verifiedAt"))["listings"]![0]!;
        Assert.Equal("2026-11-20T09:00:00Z", (string?)row["verifiedAt"]);

        var provenance = await catalogue.GetAsync($"/api/v1/listings/{id}/provenance");
        Assert.Empty((await AnswerSchema.OfAsync("Provenance")).Validate(provenance.ToJsonString()));
        var title = Row(provenance, "title.sv");
        Assert.Equal(("Rävstugan", "business", "Ravstugan"), ((string?)title["value"], (string?)title["override"]!["by"], (string?)title["others"]![0]!["value"]));
        var text = Row(provenance, "description.sv");
        Assert.Equal((null, "not-permitted"), ((string?)text["value"], (string?)text["withheld"]));
    }

    static JsonNode Row(JsonNode provenance, string field) => provenance["provenance"]!.AsArray().Single(row => (string?)row!["field"] == field)!;
}
