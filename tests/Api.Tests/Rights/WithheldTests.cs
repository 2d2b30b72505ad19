using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Feeds;
using Besoksnaring.Api.Tests.OpenApi;
using Besoksnaring.Api.Tests.Partners;
using Besoksnaring.Api.Tests.Webhooks;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using NodaTime;

namespace Besoksnaring.Api.Tests.Rights;

/// <summary>Texts and images come to those whose purposes they permit, and to nobody else, by whatever way they ask. Everybody has the facts.</summary>
public sealed class WithheldTests(ServedCatalogue servers)
{
    const string Text = "hemliga ord";
    const string Picture = "https://bild.example/hemlig.jpg";

    static ARecord Of(string id, string title, params string[] permits) => new(id)
    {
        Kind = ListingKind.Event,
        Title = title,
        Description = $"<p>{Text}</p>",
        Images = [new Image { Url = Picture }],
        Permits = permits,
        Place = new RecordPlace { Latitude = 59.38, Longitude = 13.5 },
        Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2027, 1, 5) }] },
    };

    /// <summary>Every way to read a listing.</summary>
    static IEnumerable<string> Ways(string id, string search)
    {
        foreach (var shape in Shape.Names)
        {
            yield return $"/api/v1/listings/{id}?f={shape}";
            yield return $"/api/v1/listings?f={shape}";
            yield return $"/api/v1/events?f={shape}";
            yield return $"{search}?f={shape}";
        }
        foreach (var way in new[]
        {
            $"/api/v1/listings/{id}?fields=description,images", $"/api/v1/listings/{id}/provenance", $"/api/v1/listings/{id}/occurrences", "/api/v1/listings?include=description,images&fields=title",
            "/api/v1/events?include=description,images", "/api/v1/events?view=occurrences&q=hemliga&include=description,images", "/api/v1/feeds/listings", "/api/v1/feeds/event", $"{search}/feed", $"{search}/export",
            "/api/v1/exports/listings", "/api/v1/changes", "/ogc/collections/listings/items", $"/ogc/collections/event/items/{id}", "/whats-on", $"/whats-on/{id}", "/?q=kväll",
        })
        {
            yield return way;
        }
    }

    [Fact]
    public async Task No_way_leads_to_what_is_not_permitted()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Of("1", "Kväll", "print").Observed());
        var (id, search) = (await catalogue.IdOfAsync("1"), await catalogue.SaveAsync("listings", """{"q": "kväll"}"""));
        var (_, web) = await APartner.AddAsync(catalogue.Database, ["web", "ai"], []);
        var (_, print) = await APartner.AddAsync(catalogue.Database, ["print"], []);
        var gaveIt = new HashSet<string>();
        foreach (var way in Ways(id, search))
        {
            // Twice: what is kept of an answer is given to nobody it was not made for.
            for (var round = 0; round < 2; round++)
            {
                Assert.False(Tells(await ReadAsync(catalogue, way, null)), way);
                Assert.False(Tells(await ReadAsync(catalogue, way, web)), way);
                if (Tells(await ReadAsync(catalogue, way, print)))
                {
                    gaveIt.Add(way);
                }
            }
        }
        // Occurrences and the log say nothing of it, and pages for people are for anybody.
        string[] silent = ["/occurrences", "/changes", "/whats-on", "/?"];
        Assert.Equal("", string.Join(" ", Ways(id, search).Except(gaveIt).Where(way => !silent.Any(way.Contains))));
    }

    [Fact]
    public async Task A_shape_that_cannot_say_what_permits_what_has_only_what_permits_all_that_its_reader_does()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Of("1", "Kväll", "print").Observed(), Of("2", "Natt", "web", "print").Observed());
        var (_, both) = await APartner.AddAsync(catalogue.Database, ["web", "print"], []);
        foreach (var (record, isForBoth) in new[] { ("1", false), ("2", true) })
        {
            var address = "/api/v1/listings/" + await catalogue.IdOfAsync(record);
            Assert.True(Tells(await ReadAsync(catalogue, address, both)), record);
            foreach (var shape in Shape.Names.Where(shape => shape != Shape.Json.Name))
            {
                Assert.True(Tells(await ReadAsync(catalogue, $"{address}?f={shape}", both)) == isForBoth, $"{record} {shape}");
            }
        }
    }

    [Fact]
    public async Task Of_two_texts_each_is_shown_to_whom_its_own_provider_permits_it_also_where_they_are_asked_for_one_by_one()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var summary = (Of("1", "Kväll", "web") with { SharedIds = ["wd:Q1"], Rank = 1, Description = null, Images = [] }).Observed();
        await catalogue.WriteAsync(
            summary with { Content = summary.Content! with { Summary = new LocalizedText("sv", "Öppna ord") } },
            (Of("2", "Kväll", "nothing") with { SharedIds = ["wd:Q1"], Rank = 2 }).Observed());
        foreach (var way in new[] { "/api/v1/listings?include=description", "/api/v1/listings?fields=summary&include=description,images", $"/api/v1/listings/{await catalogue.IdOfAsync("1")}" })
        {
            var answer = await catalogue.GetAsync(way);
            var listing = answer["listings"]?[0] ?? answer;
            Assert.Equal("Öppna ord", (string?)listing["summary"]);
            Assert.Null(listing["description"]);
            Assert.Equal("description images", string.Join(' ', listing["withheld"]!.AsArray().Select(one => (string)one!["part"]!)));
            Assert.Equal("""{"summary":["web"],"description":[],"images":[]}""", listing["permits"]!.ToJsonString());
        }
        var row = (await catalogue.GetAsync("/api/v1/listings"))["listings"]![0]!;
        Assert.Equal("Öppna ord", (string?)row["summary"]);
    }

    [Fact]
    public async Task What_is_left_out_is_said_and_why()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Of("p", "Bara tryck", "print").Observed(), Of("w", "Bara webb", "web").Observed(), Of("n", "Inget", "nothing").Observed());
        var (_, print) = await APartner.AddAsync(catalogue.Database, ["print"], []);
        foreach (var (record, anybody, printer) in new[] { ("p", false, true), ("w", true, false), ("n", false, false) })
        {
            var address = "/api/v1/listings/" + await catalogue.IdOfAsync(record);
            foreach (var (key, isGiven, purposes) in new[] { (null, anybody, """["web"]"""), (print, printer, """["print"]""") })
            {
                using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Get, address, key);
                var listing = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
                Assert.Empty((await AnswerSchema.OfAsync("Listing")).Validate(listing.ToJsonString()));
                Assert.Equal(isGiven, listing["description"] is not null);
                Assert.Equal(isGiven, listing["images"] is not null);
                Assert.NotNull(listing["place"]);
                Assert.NotNull(listing["permits"]);
                Assert.Equal(
                    isGiven ? null : $$"""[{"part":"description","reason":"not-permitted","yourPurposes":{{purposes}}},{"part":"images","reason":"not-permitted","yourPurposes":{{purposes}}}]""",
                    listing["withheld"]?.ToJsonString());
                // A cache that others share keeps what anybody may have, and that alone.
                Assert.Equal(key is null, response.Headers.CacheControl!.Public);
                Assert.Contains("Authorization", response.Headers.Vary);
            }
        }
    }

    [Fact]
    public async Task Who_has_the_one_answer_has_not_the_other()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Of("1", "Kväll", "print").Observed());
        var (id, search) = (await catalogue.IdOfAsync("1"), await catalogue.SaveAsync("listings", """{"q": "kväll"}"""));
        var (_, print) = await APartner.AddAsync(catalogue.Database, ["print"], []);
        foreach (var way in Ways(id, search).Where(way => !way.StartsWith("/whats-on", StringComparison.Ordinal) && !way.StartsWith("/?", StringComparison.Ordinal)))
        {
            using var anybody = await catalogue.Client.GetAsync(way, Ct);
            if (anybody.Headers.ETag is not { } tag || !Tells(await ReadAsync(catalogue, way, print)))
            {
                continue;
            }
            using var request = new HttpRequestMessage(HttpMethod.Get, way);
            request.Headers.Add("Authorization", $"Bearer {print}");
            request.Headers.IfNoneMatch.Add(tag);
            using var response = await catalogue.Client.SendAsync(request, Ct);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{way}: {response.StatusCode}");
            using var again = new HttpRequestMessage(HttpMethod.Get, way);
            again.Headers.Add("Authorization", $"Bearer {print}");
            again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
            using var held = await catalogue.Client.SendAsync(again, Ct);
            Assert.True(held.StatusCode == HttpStatusCode.NotModified, $"{way}: {held.StatusCode}");
        }
    }

    [Fact]
    public async Task Provenance_leaves_out_each_value_by_its_own_provider()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(
            (Of("1", "Kväll", "web") with { SharedIds = ["wd:Q1"], Rank = 1, Description = "<p>Öppna ord</p>" }).Observed(),
            (Of("2", "Kväll", "nothing") with { SharedIds = ["wd:Q1"], Rank = 2 }).Observed());
        var answer = await catalogue.GetAsync($"/api/v1/listings/{await catalogue.IdOfAsync("1")}/provenance");
        Assert.Empty((await AnswerSchema.OfAsync("Provenance")).Validate(answer.ToJsonString()));
        var row = answer["provenance"]!.AsArray().Single(row => (string)row!["field"]! == "description.sv")!;
        Assert.Equal("<p>Öppna ord</p>", (string?)row["value"]);
        var other = row["others"]!.AsArray().Single()!;
        Assert.Null(other["value"]);
        Assert.Equal("not-permitted", (string?)other["withheld"]);
        Assert.All(answer["provenance"]!.AsArray().Where(r => (string)r!["field"]! == "title.sv"), r => Assert.NotNull(r!["value"]));
    }

    [Fact]
    public async Task A_webhook_with_data_tells_a_partner_what_it_may_have_and_at_once_when_the_agreement_is_another()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.SubscribeAsync(receiver.Address, """, "payload": "data" """);
        await catalogue.WriteAsync(Of("1", "Kväll 1", "print").Observed());
        var first = (await receiver.WaitAsync(1))[0];
        Assert.DoesNotContain(Text, first.Text, StringComparison.Ordinal);
        Assert.Contains("not-permitted", first.Text, StringComparison.Ordinal);
        await APartner.WithBookAsync(catalogue.Feeds.Database, async book =>
        {
            await book.ChangeAsync(catalogue.Partner, new PartnerChange(null, null, ["print"], null, null), Ct);
            return true;
        });
        var tries = 0;
        do
        {
            // What another process changed is known within moments.
            await catalogue.WriteAsync((Of("1", $"Kväll {tries + 2}", "print") with { Sequence = tries + 2 }).Observed());
            await receiver.WaitAsync(tries + 2);
            Assert.True(++tries < 50, "It never learned of the new agreement.");
        }
        while (!(await receiver.WaitAsync(tries + 1))[^1].Text.Contains(Text, StringComparison.Ordinal));
    }

    static bool Tells(string answer) => answer.Contains(Text, StringComparison.Ordinal) || answer.Contains("hemlig.jpg", StringComparison.Ordinal);

    static async Task<string> ReadAsync(FeedCatalogue catalogue, string address, string? key)
    {
        using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Get, address, key);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Ct)}");
        await using var stream = await response.Content.ReadAsStreamAsync(Ct);
        using var reader = new StreamReader(response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        return await reader.ReadToEndAsync(Ct);
    }
}
