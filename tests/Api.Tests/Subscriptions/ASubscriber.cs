using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Partners;

namespace Besoksnaring.Api.Tests.Subscriptions;

/// <summary>A partner who may subscribe, as it calls the Api.</summary>
sealed record ASubscriber(HttpClient Client, string Id, string Key)
{
    public const string Root = "/api/v1/subscriptions";

    public const string Body = """{ "name": "Prov", "address": "https://hooks.exempel.example/besok" }""";

    /// <summary>What can be done with one, with a body that is taken.</summary>
    public static readonly (HttpMethod Method, string Below, string? Body)[] Operations =
    [
        (HttpMethod.Get, "", null), (HttpMethod.Put, "", Body), (HttpMethod.Post, "/pause", null), (HttpMethod.Post, "/resume", null), (HttpMethod.Post, "/rotate", "{}"),
        (HttpMethod.Post, "/replay", """{ "after": 0 }"""), (HttpMethod.Post, "/test", null), (HttpMethod.Get, "/deliveries", null), (HttpMethod.Delete, "", null),
    ];

    public static async Task<ASubscriber> AddAsync(HttpClient client, string owner, params string[] scopes)
    {
        var (id, key) = await APartner.AddAsync(owner, scopes.Length > 0 ? scopes : ["subscriptions", "searches"]);
        return new(client, id, key);
    }

    /// <returns>The path, and what was answered.</returns>
    public async Task<(string Address, JsonNode Subscription)> SubscribeAsync(string body = Body)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, Root, body);
        Assert.True(status == HttpStatusCode.Created, answer.ToJsonString());
        return ($"{Root}/{answer["id"]}", answer);
    }

    public async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(HttpMethod method, string address, string? json = null)
    {
        using var response = await APartner.SendAsync(Client, method, address, Key, json);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return (response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string address, string? json = null) => (await SendAsync(method, address, json)).Status;
}
