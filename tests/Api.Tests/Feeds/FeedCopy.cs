using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>A consumer's copy of a feed, as somebody would write it who has read the documentation.</summary>
sealed class FeedCopy(HttpClient client, string feed)
{
    string next = feed;

    /// <summary>What is there, by id: where it changed last, and the listing.</summary>
    public Dictionary<string, (long Modified, JsonNode Data)> Listings { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that came, in order.</summary>
    public List<(string Id, long Modified, string State)> Seen { get; } = [];

    /// <summary>As it is begun from a snapshot, which has nothing to be deleted.</summary>
    public static FeedCopy Of(HttpClient client, Snapshot snapshot)
    {
        var copy = new FeedCopy(client, (string)snapshot.Head["next"]!);
        foreach (var item in snapshot.Items)
        {
            copy.Take(item);
        }
        return copy;
    }

    /// <summary>What the other one has, gone on with elsewhere.</summary>
    public static FeedCopy Moved(FeedCopy copy, HttpClient client, string next)
    {
        var moved = new FeedCopy(client, next);
        foreach (var (id, listing) in copy.Listings)
        {
            moved.Listings.Add(id, listing);
        }
        return moved;
    }

    public string Sum => Sums.Of(Listings.Select(one => (one.Key, one.Value.Modified)));

    /// <summary>Reads until the last page.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (await ReadPageAsync(cancellationToken))
        {
        }
    }

    /// <returns>Whether it was a page before the last.</returns>
    /// <param name="dies">In the middle of the page: half of it is taken, and where to go on is not kept.</param>
    public async Task<bool> ReadPageAsync(CancellationToken cancellationToken, bool dies = false)
    {
        using var response = await client.GetAsync(next, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{next}: {(int)response.StatusCode} {text}");
        var page = JsonNode.Parse(text)!;
        Assert.NotEqual("", (string)page["license"]!);
        var items = page["items"]!.AsArray();
        var called = response.RequestMessage!.RequestUri!.OriginalString;
        Assert.Equal(items.Count == 0, (string)page["next"]! == called);
        foreach (var item in dies ? items.Take(items.Count / 2) : items)
        {
            Take(item!);
        }
        if (dies)
        {
            return true;
        }
        next = (string)page["next"]!;
        return items.Count > 0;
    }

    /// <summary>Of each page the copy is whole before the place is moved on: killed in between, it reads the page again.</summary>
    void Take(JsonNode item)
    {
        var (id, modified, state) = ((string)item["id"]!, (long)item["modified"]!, (string)item["state"]!);
        Seen.Add((id, modified, state));
        if (state == "deleted")
        {
            Assert.False(item.AsObject().ContainsKey("data"));
            Listings.Remove(id);
            return;
        }
        Assert.Equal("updated", state);
        Assert.Equal(id, (string)item["data"]!["id"]!);
        Listings[id] = (modified, item["data"]!);
    }
}
