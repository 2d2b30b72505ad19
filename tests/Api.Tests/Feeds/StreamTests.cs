using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Streams;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Feeds;

public sealed class StreamTests(ServedCatalogue servers)
{
    const string Changes = "/api/v1/changes/stream";

    static ARecord Event(string id) => new(id) { Kind = ListingKind.Event, Title = $"Kväll {id}" };

    static IEnumerable<RecordObserved> Many(int count, int sequence) => Enumerable.Range(0, count).Select(i => (Event($"r{i}") with { Title = $"Kväll {i} {sequence}", Sequence = sequence }).Observed());

    [Fact]
    public async Task Every_change_is_told_once_in_order_and_a_reader_who_was_away_gets_what_it_missed()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await using var first = await EventStream.OpenAsync(catalogue.Client, Changes);
        var begin = (await first.NextAsync(Ct))!.Value;
        Assert.Equal(("log", 0L), (begin.Event, (long)begin.Data["position"]!));
        Assert.Equal(await catalogue.ScalarAsync<Guid>("select epoch from catalog.log_state"), Guid.Parse((string)begin.Data["epoch"]!));

        await catalogue.WriteAsync(Event("a").Observed());
        var created = (await first.NextAsync(Ct))!.Value;
        Assert.Equal($$"""{"state":"updated","kind":"event","id":"{{await catalogue.IdOfAsync("a")}}","modified":1,"change":"created"}""", created.Data.ToJsonString());
        Assert.Equal(("message", "1"), (created.Event, first.LastEventId));
        await first.DisposeAsync();

        await catalogue.WriteAsync((Event("a") with { Sequence = 2, Title = "Ny" }).Observed(), Event("b").Observed());
        await catalogue.WriteAsync((Event("a") with { Sequence = 3 }).Tombstone());
        await using var again = await EventStream.OpenAsync(catalogue.Client, Changes, lastEventId: "1");
        await again.NextAsync(Ct);
        Assert.Equal([(2L, "updated", "changed"), (3L, "updated", "created"), (4L, "deleted", "tombstoned")], await ReadAsync(again, 3));
        await catalogue.WriteAsync((Event("a") with { Sequence = 4 }).Observed());
        Assert.Equal([(5L, "updated", "restored")], await ReadAsync(again, 1));
    }

    [Fact]
    public async Task A_search_has_a_stream_of_what_it_finds_and_loses_and_ends_with_it()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        var search = await catalogue.SaveAsync("listings", """{ "q": "jazz" }""");
        await using var stream = await EventStream.OpenAsync(catalogue.Client, search + "/stream");
        await stream.NextAsync(Ct);
        await catalogue.WriteAsync((Event("a") with { Title = "Jazz" }).Observed());
        Assert.Equal([(1L, "updated", null)], await ReadAsync(stream, 1));
        await catalogue.WriteAsync((Event("a") with { Title = "Rock", Sequence = 2 }).Observed());
        Assert.Equal([(2L, "deleted", null)], await ReadAsync(stream, 1));
        await catalogue.ExecuteAsync($"update partner.saved_search set query = '{{}}', updated_at = now() + interval '1 second'");
        // The next change finds another search, or waits for that to be known.
        for (var sequence = 3; sequence < 100; sequence++)
        {
            await catalogue.WriteAsync((Event("a") with { Title = $"Rock {sequence}", Sequence = sequence }).Observed());
            if (await stream.NextAsync(Ct) is null)
            {
                return;
            }
        }
        Assert.Fail("The stream went on.");
    }

    [Fact]
    public async Task What_is_no_longer_kept_is_410_and_leads_to_the_snapshot()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Many(10, 1));
        await catalogue.ExecuteAsync("delete from catalog.change where position <= 4");
        foreach (var address in new[] { Changes + "?after=3", "/api/v1/changes?after=3", "/api/v1/changes" })
        {
            using var response = await catalogue.Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Ct);
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
            Assert.EndsWith("/problems/position-expired", (string)problem["type"]!, StringComparison.Ordinal);
            Assert.EndsWith("/api/v1/exports/listings", (string)problem["snapshot"]!, StringComparison.Ordinal);
        }
        await using var stream = await EventStream.OpenAsync(catalogue.Client, Changes + "?after=4");
        await stream.NextAsync(Ct);
        Assert.Equal([5, 6, 7, 8, 9, 10], (await ReadAsync(stream, 6)).Select(e => (int)e.Modified));
        Assert.Equal(6, (await catalogue.GetAsync("/api/v1/changes?after=4"))["changes"]!.AsArray().Count);
        // All of it gone is not the same as nothing new.
        await catalogue.WriteAsync((Event("r0") with { Sequence = 2 }).Tombstone());
        await catalogue.ExecuteAsync("delete from catalog.change");
        Assert.Equal(HttpStatusCode.Gone, (await catalogue.Client.GetAsync("/api/v1/changes?after=10", Ct)).StatusCode);
        Assert.Empty((await catalogue.GetAsync("/api/v1/changes?after=11"))["changes"]!.AsArray());
        // The feeds have each listing's last position themselves: they go on from any, and tell of what was deleted however long ago.
        var feed = (await catalogue.GetAsync("/api/v1/feeds/event?afterChangeNumber=3"))["items"]!.AsArray();
        Assert.Equal([4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L], feed.Select(item => (long)item!["modified"]!));
        Assert.Equal("deleted", (string)feed[^1]!["state"]!);
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_without_a_gap()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await catalogue.WriteAsync(Many(30, 1).Concat(Many(30, 2)));
        var positions = new List<long>();
        for (var address = "/api/v1/changes?limit=7"; ;)
        {
            var page = await catalogue.GetAsync(address);
            var rows = page["changes"]!.AsArray();
            positions.AddRange(rows.Select(row => (long)row!["position"]!));
            var next = (string)page["_links"]!["next"]!["href"]!;
            Assert.Equal(rows.Count == 0, next == (string)page["_links"]!["self"]!["href"]!);
            if (rows.Count == 0)
            {
                break;
            }
            address = next;
        }
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), positions);
    }

    [Fact]
    public async Task Who_takes_nothing_is_told_where_it_was_and_comes_back_there()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        await using var slow = await EventStream.OpenAsync(catalogue.Client, Changes);
        await slow.NextAsync(Ct);
        var sent = 0;
        // More than the sockets between us and the window can hold.
        for (var sequence = 1; sent < 40_000; sequence++, sent += 500)
        {
            await catalogue.WriteAsync(Many(500, sequence));
        }
        var copy = new List<long>();
        string? behind = null;
        while (await slow.NextAsync(Ct) is { } told)
        {
            if (told.Event == "behind")
            {
                behind = slow.LastEventId;
                Assert.Equal(copy.Count > 0 ? copy[^1] : 0, (long)told.Data["position"]!);
                break;
            }
            copy.Add((long)told.Data["modified"]!);
            if (copy.Count == sent)
            {
                break;
            }
        }
        Assert.Equal(Enumerable.Range(1, copy.Count).Select(i => (long)i), copy);
        if (copy.Count < sent)
        {
            // Told, or cut off while it took nothing: either way it goes on where it was.
            await using var back = await EventStream.OpenAsync(catalogue.Client, Changes, behind ?? slow.LastEventId);
            await back.NextAsync(Ct);
            Assert.Equal(Enumerable.Range(copy.Count + 1, sent - copy.Count).Select(i => (long)i), (await ReadAsync(back, sent - copy.Count)).Select(e => e.Modified));
        }
    }

    [Fact]
    public async Task A_stream_too_many_is_told_so_and_the_end_of_the_process_ends_them()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers, ("Api:MostStreams", "1"));
        await using var stream = await EventStream.OpenAsync(catalogue.Client, Changes);
        using var refused = await catalogue.Client.GetAsync(Changes, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        await stream.NextAsync(Ct);
        var stopped = catalogue.App.StopAsync(Ct);
        Assert.Null(await stream.NextAsync(Ct));
        await stopped;
    }

    [Fact]
    public void What_has_left_the_window_is_not_given_as_if_it_were_all()
    {
        var window = new StreamWindow(10);
        Assert.Null(window.Take(9, 100, []));
        Assert.Equal(10, window.Take(10, 100, []));
        window.Add([.. Enumerable.Range(11, StreamWindow.Most + 5).Select(i => new StreamEvent(i, new byte[10]))], 10 + StreamWindow.Most + 5);
        Assert.Null(window.Take(10, 100, []));
        var floor = Enumerable.Range(10, StreamWindow.Most).First(position => window.Take(position, 0, []) is not null);
        var taken = new List<StreamEvent>();
        Assert.Equal(floor + 2, window.Take(floor, 20, taken));
        Assert.Equal([floor + 1L, floor + 2L], taken.Select(e => e.Position));
        Assert.Equal(10 + StreamWindow.Most + 5, window.Take(10 + StreamWindow.Most + 5, 20, []));
    }

    [Theory]
    [InlineData(Changes + "?after=x", 400, "invalid-value")]
    [InlineData(Changes + "?after=-1", 400, "invalid-value")]
    [InlineData(Changes + "?stranger=1", 400, "unknown-parameter")]
    [InlineData("/api/v1/searches/nosuchsearch/stream", 404, "search-unknown")]
    [InlineData("/api/v1/searches/%01/stream", 404, "search-unknown")]
    [InlineData($"/api/v1/searches/{ServedCatalogue.SavedSearch}/stream", 409, "search-without-feed")]
    public async Task What_cannot_be_honoured_is_refused(string address, int status, string type) => await servers.ProblemAsync(address, status, type);

    static async Task<List<(long Modified, string State, string? Change)>> ReadAsync(EventStream stream, int count)
    {
        var events = new List<(long, string, string?)>();
        while (events.Count < count && await stream.NextAsync(Ct) is var (kind, data))
        {
            Assert.Equal("message", kind);
            events.Add(((long)data["modified"]!, (string)data["state"]!, (string?)data["change"]));
        }
        return events;
    }
}
