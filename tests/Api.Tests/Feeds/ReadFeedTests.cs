using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>RPDE 1.0, as our own consumer reads it.</summary>
public sealed class ReadFeedTests(ServedCatalogue servers)
{
    const string Events = "/api/v1/feeds/event";
    const string Food = "/api/v1/feeds/food";

    static ARecord Event(string id) => new(id) { Kind = ListingKind.Event, Title = $"Kväll {id}" };

    [Fact]
    public async Task A_listing_is_there_once_where_it_changed_last_and_what_is_gone_is_deleted()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Event("a").Observed(), Event("b").Observed(), Event("c").Observed());
        var copy = new FeedCopy(catalogue.Client, Events);
        await copy.ReadAsync(Ct);
        Assert.Equal([1L, 2L, 3L], copy.Seen.Select(seen => seen.Modified));

        await catalogue.WriteAsync((Event("a") with { Sequence = 2, Title = "En annan kväll" }).Observed(), (Event("b") with { Sequence = 2 }).Tombstone());
        await copy.ReadAsync(Ct);
        Assert.Equal([(await catalogue.IdOfAsync("a"), 4L, "updated"), (await catalogue.IdOfAsync("b"), 5L, "deleted")], copy.Seen.Skip(3));
        Assert.Equal("En annan kväll", (string)copy.Listings[await catalogue.IdOfAsync("a")].Data["title"]!);

        var whole = new FeedCopy(catalogue.Client, Events);
        await whole.ReadAsync(Ct);
        Assert.Equal([3L, 4L, 5L], whole.Seen.Select(seen => seen.Modified));
        Assert.Equal(copy.Listings.Keys.Order(), whole.Listings.Keys.Order());
    }

    [Fact]
    public async Task Of_a_merge_the_younger_is_deleted_and_the_elder_moves()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Event("a").Observed());
        await catalogue.WriteAsync(new ARecord("b", "annan") { Kind = ListingKind.Event }.Observed());
        var copy = new FeedCopy(catalogue.Client, Events);
        await copy.ReadAsync(Ct);
        Assert.Equal(2, copy.Listings.Count);
        await catalogue.WriteAsync((Event("a") with { Sequence = 2, SharedIds = ["same:1"] }).Observed(), new ARecord("b", "annan") { Kind = ListingKind.Event, Sequence = 2, SharedIds = ["same:1"] }.Observed());
        await copy.ReadAsync(Ct);
        Assert.Equal(await catalogue.IdOfAsync("a"), copy.Listings.Keys.Single());
        Assert.Contains(copy.Seen.Skip(2), seen => seen.State == "deleted");
    }

    [Fact]
    public async Task What_becomes_another_kind_is_deleted_in_the_feed_that_it_leaves_and_in_no_third()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Event("a").Observed(), Event("b").Observed());
        var both = await catalogue.SaveAsync("listings", """{ "kind": ["event", "food"] }""") + "/feed";
        var (events, food, two) = (new FeedCopy(catalogue.Client, Events), new FeedCopy(catalogue.Client, Food), new FeedCopy(catalogue.Client, both));
        foreach (var (kind, sequence, position) in new[] { (ListingKind.Food, 2, 3), (ListingKind.Event, 3, 4), (ListingKind.Food, 4, 5), (ListingKind.Trail, 5, 6), (ListingKind.Event, 6, 7) })
        {
            await catalogue.WriteAsync((Event("a") with { Sequence = sequence, Kind = kind }).Observed());
            foreach (var copy in new[] { events, food, two })
            {
                await copy.ReadAsync(Ct);
            }
            var id = await catalogue.IdOfAsync("a");
            Assert.Equal(kind == ListingKind.Event, events.Listings.ContainsKey(id));
            Assert.Equal(kind == ListingKind.Food, food.Listings.ContainsKey(id));
            Assert.Equal(kind is not ListingKind.Trail, two.Listings.ContainsKey(id));
            Assert.Equal(position, two.Seen[^1].Modified);
            foreach (var feed in new[] { Events, Food, both })
            {
                var whole = new FeedCopy(catalogue.Client, feed);
                await whole.ReadAsync(Ct);
                Assert.Equal(whole.Seen.Count, whole.Seen.Select(seen => seen.Id).Distinct().Count());
                Assert.Equal(whole.Seen.Select(seen => seen.Modified).Order(), whole.Seen.Select(seen => seen.Modified));
            }
        }
        var places = new FeedCopy(catalogue.Client, "/api/v1/feeds/place");
        await places.ReadAsync(Ct);
        Assert.Empty(places.Seen);
    }

    [Fact]
    public async Task A_search_tells_what_leaves_it()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var feed = await catalogue.SaveAsync("listings", """{ "q": "jazz" }""") + "/feed";
        await catalogue.WriteAsync((Event("a") with { Title = "Jazz" }).Observed(), (Event("b") with { Title = "Jazzkväll" }).Observed(), Event("c").Observed());
        var copy = new FeedCopy(catalogue.Client, feed);
        await copy.ReadAsync(Ct);
        Assert.Equal(2, copy.Listings.Count);
        await catalogue.WriteAsync((Event("a") with { Title = "Rock", Sequence = 2 }).Observed(), (Event("c") with { Title = "Sen jazz", Sequence = 2 }).Observed());
        await copy.ReadAsync(Ct);
        Assert.Equivalent(new[] { await catalogue.IdOfAsync("b"), await catalogue.IdOfAsync("c") }, copy.Listings.Keys, strict: true);
    }

    public static TheoryData<string> Changes => new("text", "description", "place", "municipality", "image", "price", "occurrence", "concept", "contact", "licence", "opening hours", "link");

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Whatever_changes_of_it_moves_it(string what)
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var before = Whole();
        await catalogue.WriteAsync(Observed(before, 1));
        var copy = new FeedCopy(catalogue.Client, Events);
        await copy.ReadAsync(Ct);
        await catalogue.WriteAsync(Observed(before with { Source = before.Source with { Rank = before.Source.Rank } }, 2));
        await copy.ReadAsync(Ct);
        Assert.Single(copy.Seen);
        var was = copy.Listings.Values.Single();

        await catalogue.WriteAsync(Observed(Changed(before, what), 3));
        await copy.ReadAsync(Ct);
        Assert.Equal(2, copy.Seen.Count);
        var now = copy.Listings.Values.Single();
        Assert.True(now.Modified > was.Modified);
        // What a reader gets of it says so too.
        foreach (var data in new[] { was.Data, now.Data })
        {
            data.AsObject().Remove("updatedAt");
        }
        Assert.NotEqual(was.Data.ToJsonString(), now.Data.ToJsonString());
    }

    static RecordObserved Observed(RecordContent content, int sequence) =>
        new(new("fjallkart", "a"), Guid.NewGuid(), sequence, NodaTime.Instant.FromUtc(2026, 1, 1, 0, sequence), content);

    static RecordContent Whole() => Event("a").Observed().Content! with
    {
        Description = new LocalizedText("sv", "<p>En kväll.</p>"),
        Place = new RecordPlace { Name = "Domkyrkan", Latitude = 59.381, Longitude = 13.504 },
        Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new GivenOccurrence { StartDate = new(2026, 12, 8), StartTime = new(19, 0) }] },
    };

    static RecordContent Changed(RecordContent was, string what) => what switch
    {
        "text" => was with { Title = new LocalizedText("sv", "En annan kväll") },
        "description" => was with { Description = new LocalizedText("sv", "<p>En annan.</p>") },
        "place" => was with { Place = was.Place! with { Name = "Teatern" } },
        "municipality" => was with { Place = was.Place! with { Latitude = 59.655, Longitude = 12.591 } },
        "image" => was with { Images = [new Image { Url = "https://bilder.example/1.jpg" }] },
        "price" => was with { Prices = [new Price { Amount = 120, Currency = "SEK" }] },
        "occurrence" => was with { Schedule = was.Schedule! with { Occurrences = [new GivenOccurrence { StartDate = new(2026, 12, 9), StartTime = new(19, 0) }] } },
        "concept" => was with { Concepts = ["music"] },
        "contact" => was with { Contact = new Contact { Email = "ny@exempel.example" } },
        "licence" => was with { Source = was.Source with { Licence = "CC-BY-4.0" } },
        "opening hours" => was with { OpeningHours = new OpeningHours { SpecialDays = [new SpecialDay(new(2026, 12, 24), null, null)] } },
        "link" => was with { Links = [new Link("web", "https://kvall.example/")] },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    [Fact]
    public async Task The_last_page_has_no_items_and_names_itself_and_a_short_page_is_not_the_last()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        foreach (var address in new[] { Events, Events + "?afterChangeNumber=0", Events + "?afterChangeNumber=9007199254740991", Events + "?language=de&afterChangeNumber=7", Events + "?afterChangeNumber=7&language=%64e" })
        {
            // As it was asked for, character for character.
            var page = await catalogue.GetAsync(address);
            Assert.Empty(page["items"]!.AsArray());
            Assert.Equal(catalogue.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + new Uri(catalogue.Client.BaseAddress!, address).PathAndQuery, (string)page["next"]!);
        }
        await catalogue.WriteAsync(Event("a").Observed());
        var one = await catalogue.GetAsync(Events);
        Assert.Single(one["items"]!.AsArray());
        Assert.EndsWith("?afterChangeNumber=1", (string)one["next"]!, StringComparison.Ordinal);
        Assert.Empty((await catalogue.GetAsync((string)one["next"]!))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_page_is_500_and_may_be_kept_for_an_hour_and_the_end_for_seconds()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Enumerable.Range(0, FeedAnswer.Items + 1).Select(i => Event($"r{i}").Observed()));
        using var full = await catalogue.Client.GetAsync(Events + "?language=en", Ct);
        var page = JsonNode.Parse(await full.Content.ReadAsStringAsync(Ct))!;
        Assert.Equal(FeedAnswer.Items, page["items"]!.AsArray().Count);
        Assert.Equal("public, max-age=3600", full.Headers.CacheControl!.ToString());
        using var part = await catalogue.Client.GetAsync((string)page["next"]!, Ct);
        var rest = JsonNode.Parse(await part.Content.ReadAsStringAsync(Ct))!;
        Assert.Single(rest["items"]!.AsArray());
        Assert.Equal("en", part.Content.Headers.ContentLanguage.Single());
        using var last = await catalogue.Client.GetAsync((string)rest["next"]!, Ct);
        // RPDE's hour is for every page with items; but what others share is to have the items that come next on it.
        Assert.Equal((TimeSpan.FromHours(1), true), (part.Headers.CacheControl!.MaxAge!.Value, part.Headers.CacheControl.Public));
        Assert.InRange(part.Headers.CacheControl.SharedMaxAge!.Value.TotalSeconds, 1, 8);
        Assert.InRange(last.Headers.CacheControl!.MaxAge!.Value.TotalSeconds, 1, 8);
        using var again = new HttpRequestMessage(HttpMethod.Get, Events + "?language=en");
        again.Headers.IfNoneMatch.Add(full.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await catalogue.Client.SendAsync(again, Ct)).StatusCode);
        await catalogue.WriteAsync((Event("r3") with { Sequence = 2, Title = "Ny" }).Observed());
        using var changed = new HttpRequestMessage(HttpMethod.Get, Events + "?language=en");
        changed.Headers.IfNoneMatch.Add(full.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, (await catalogue.Client.SendAsync(changed, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/feeds/hotel", 404, "feed-unknown")]
    [InlineData("/api/v1/feeds/%01", 404, "feed-unknown")]
    [InlineData("/api/v1/feeds/event?afterChangeNumber=-1", 400, "invalid-value")]
    [InlineData("/api/v1/feeds/event?afterChangeNumber=9223372036854775808", 400, "invalid-value")]
    [InlineData("/api/v1/feeds/event?afterChangeNumber=1&afterChangeNumber=2", 400, "invalid-value")]
    [InlineData("/api/v1/feeds/event?limit=5", 400, "unknown-parameter")]
    [InlineData("/api/v1/searches/nosuchsearch/feed", 404, "search-unknown")]
    [InlineData($"/api/v1/searches/{ServedCatalogue.SavedSearch}/feed", 409, "search-without-feed")]
    public async Task What_cannot_be_honoured_is_refused(string address, int status, string type) => await servers.ProblemAsync(address, status, type);
}
