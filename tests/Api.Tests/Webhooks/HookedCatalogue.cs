using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Feeds;
using Besoksnaring.Api.Tests.Partners;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>A catalogue with a partner who may subscribe, and receivers on this machine that may be called.</summary>
sealed class HookedCatalogue(FeedCatalogue feeds, string partner, string key) : IAsyncDisposable
{
    public const string Root = "/api/v1/subscriptions";

    public static readonly (string Key, string Value)[] Settings =
        [("Outbound:AllowHttp", "true"), ("Outbound:AllowedNetworks", "127.0.0.0/8"), ("Outbound:Timeout", "00:00:02"), ("Api:PublicUrl", "https://data.example.se")];

    public FeedCatalogue Feeds { get; } = feeds;

    public string Partner { get; } = partner;

    public string Key { get; } = key;

    public static async Task<HookedCatalogue> StartAsync(ServedCatalogue servers, params (string Key, string Value)[] settings)
    {
        var feeds = await FeedCatalogue.StartAsync(servers, [.. settings, .. Settings.ExceptBy(settings.Select(s => s.Key), s => s.Key)]);
        var (partner, key) = await APartner.AddAsync(feeds.Database, "subscriptions", "searches");
        return new(feeds, partner, key);
    }

    public Task WriteAsync(params IEnumerable<RecordObserved> records) => Feeds.WriteAsync(records);

    public static ARecord Event(int number, int sequence = 1) => new($"e{number}") { Kind = ListingKind.Event, Title = $"Kväll {number} {sequence}", Sequence = sequence };

    public static IEnumerable<RecordObserved> Events(int first, int count, int sequence = 1) => Enumerable.Range(first, count).Select(number => Event(number, sequence).Observed());

    /// <returns>Its address, and what it is.</returns>
    public async Task<(string Address, JsonNode Subscription)> SubscribeAsync(string receiver, string more = "")
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, Root, $$"""{ "name": "Prov", "address": "{{receiver}}"{{more}} }""");
        Assert.True(status == HttpStatusCode.Created, answer.ToJsonString());
        return ($"{Root}/{answer["id"]}", answer);
    }

    public async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(HttpMethod method, string address, string? json = null, string? key = null)
    {
        using var response = await APartner.SendAsync(Feeds.Client, method, address, key ?? Key, json);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    public async Task<JsonNode> FindAsync(string address)
    {
        var (status, answer) = await SendAsync(HttpMethod.Get, address);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    public async Task<JsonNode> WaitAsync(string address, Func<JsonNode, bool> isSo)
    {
        var seen = await FindAsync(address);
        await Waiting.ForAsync(async () => isSo(seen = await FindAsync(address)), () => seen.ToJsonString());
        return seen;
    }

    public ValueTask DisposeAsync() => Feeds.DisposeAsync();
}
