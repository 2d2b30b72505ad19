using System.IO.Compression;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Feeds;

public sealed class ExportTests(ServedCatalogue servers)
{
    const string Everything = "/api/v1/exports/listings";

    static ARecord Event(string id) => new(id) { Kind = ListingKind.Event, Title = $"Kväll {id}" };

    [Fact]
    public async Task A_snapshot_is_what_the_feed_comes_to_and_says_where_to_go_on()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var search = await catalogue.SaveAsync("listings", """{ "q": "jazz", "language": "en" }""");
        Assert.Empty((await Snapshot.LoadAsync(catalogue.Client, Everything)).Items);
        await catalogue.WriteAsync(Enumerable.Range(0, 700).Select(i => (Event($"r{i}") with { Kind = (ListingKind)(i % 8), Title = i % 3 == 0 ? $"Jazz {i}" : $"Rock {i}" }).Observed()));
        await catalogue.WriteAsync((Event("r1") with { Sequence = 2 }).Tombstone());
        foreach (var (export, feed) in new[] { (Everything, "/api/v1/feeds/listings"), (search + "/export", search + "/feed"), (Everything + "?language=de", "/api/v1/feeds/listings?language=de") })
        {
            var snapshot = await Snapshot.LoadAsync(catalogue.Client, export);
            Assert.Equal(701L, (long)snapshot.Head["position"]!);
            var whole = new FeedCopy(catalogue.Client, feed);
            await whole.ReadAsync(Ct);
            var copy = FeedCopy.Of(catalogue.Client, snapshot);
            Assert.Equal(whole.Sum, copy.Sum);
            foreach (var (id, (modified, data)) in whole.Listings)
            {
                Assert.Equal((modified, data.ToJsonString()), (copy.Listings[id].Modified, copy.Listings[id].Data.ToJsonString()));
            }
            await copy.ReadAsync(Ct);
            Assert.Equal(snapshot.Items.Count, copy.Seen.Count);
        }
    }

    [Fact]
    public async Task Compressed_it_is_the_same()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Enumerable.Range(0, 300).Select(i => Event($"r{i}").Observed()));
        using var request = new HttpRequestMessage(HttpMethod.Get, Everything);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip;q=0.5");
        using var response = await catalogue.Client.SendAsync(request, Ct);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        await using var zip = new GZipStream(await response.Content.ReadAsStreamAsync(Ct), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await zip.CopyToAsync(bytes, Ct);
        Assert.Equal(300, Snapshot.Read(bytes.ToArray()).Items.Count);
    }

    [Fact]
    public async Task The_checksum_is_that_of_a_whole_copy_and_halving_finds_what_differs()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var place = new RecordPlace { Latitude = 59.381, Longitude = 13.504 };
        await catalogue.WriteAsync(Enumerable.Range(0, 600).Select(i => (Event($"r{i}") with { Kind = i % 2 == 0 ? ListingKind.Event : ListingKind.Food, Place = i % 3 == 0 ? place : null }).Observed()));
        var copy = FeedCopy.Of(catalogue.Client, await Snapshot.LoadAsync(catalogue.Client, Everything));
        var sums = await catalogue.GetAsync("/api/v1/feeds/listings/checksum");
        Assert.Equal((600L, 600L, copy.Sum), ((long)sums["position"]!, (long)sums["count"]!, (string)sums["hash"]!));
        Assert.Equal(4, sums["groups"]!.AsArray().Count);
        Assert.Null(sums["items"]);
        foreach (var group in sums["groups"]!.AsArray())
        {
            var same = copy.Listings.Where(one => (string)one.Value.Data["kind"]! == (string)group!["kind"]! && (string?)one.Value.Data["municipality"]?["code"] == (string?)group["municipality"]);
            Assert.Equal((string)group!["hash"]!, Sums.Of(same.Select(one => (one.Key, one.Value.Modified))));
        }

        // Something went wrong with this copy.
        var (missing, wrong) = (await catalogue.IdOfAsync("r17"), await catalogue.IdOfAsync("r433"));
        copy.Listings.Remove(missing);
        copy.Listings[wrong] = copy.Listings[wrong] with { Modified = 1 };
        var calls = 0;
        var differing = new List<string>();
        await FindAsync(null, null);
        Assert.Equivalent(new[] { missing, wrong }, differing, strict: true);
        Assert.InRange(calls, 1, 60);

        async Task FindAsync(string? from, string? before)
        {
            calls++;
            var range = string.Join('&', new[] { from is null ? null : $"idFrom={from}", before is null ? null : $"idBefore={before}" }.OfType<string>());
            var theirs = await catalogue.GetAsync($"/api/v1/feeds/listings/checksum?{range}");
            var ours = copy.Listings.Where(one => (from is null || string.CompareOrdinal(one.Key, from) >= 0) && (before is null || string.CompareOrdinal(one.Key, before) < 0))
                .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value.Modified)).ToList();
            if ((string)theirs["hash"]! == Sums.Of(ours))
            {
                return;
            }
            if (theirs["items"] is { } items)
            {
                var named = items.AsArray().Select(item => ((string)item!["id"]!, (long)item["modified"]!)).ToHashSet();
                differing.AddRange(named.Except(ours).Concat(ours.Except(named)).Select(one => one.Item1).Distinct());
                return;
            }
            var middle = ours[ours.Count / 2].Key;
            await FindAsync(from, middle);
            await FindAsync(middle, before);
        }
    }

    [Theory]
    [InlineData(Everything + "?limit=1", 400, "unknown-parameter")]
    [InlineData(Everything + "?language=xx", 400, "invalid-value")]
    [InlineData("/api/v1/searches/nosuchsearch/export", 404, "search-unknown")]
    [InlineData($"/api/v1/searches/{ServedCatalogue.SavedSearch}/export", 409, "search-without-feed")]
    [InlineData("/api/v1/feeds/hotel/checksum", 404, "feed-unknown")]
    public async Task What_cannot_be_honoured_is_refused(string address, int status, string type) => await servers.ProblemAsync(address, status, type);
}
