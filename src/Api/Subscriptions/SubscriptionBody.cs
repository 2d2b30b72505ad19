using System.Text.Json.Nodes;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>What a partner asks to be called about.</summary>
/// <param name="After">Where to begin in the log; null: from now on.</param>
sealed record SubscriptionBody(string Name, string Address, string? Search, string[] Kinds, string Payload, string[] Languages, long? After)
{
    const int LongestName = 100;
    const int LongestId = 40;

    static readonly string[] Payloads = [Subscription.Thin, Subscription.Data];

    public static BodyDescription Description { get; } = new(
        _ => new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("name", "address"),
            ["properties"] = new JsonObject
            {
                ["name"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = LongestName, ["description"] = "For people: what it is." },
                ["address"] = new JsonObject { ["type"] = "string", ["format"] = "uri", ["maxLength"] = OutboundAddress.MostCharacters, ["description"] = "Where to post: https, on the public internet." },
                ["search"] = new JsonObject { ["type"] = "string", ["description"] = "Id of one of your own saved searches that has a feed. Without it: everything." },
                ["kinds"] = Words(Known.Kinds, "Only listings of these kinds. Without it: of any."),
                ["payload"] = new JsonObject { ["type"] = "string", ["enum"] = List(Payloads), ["default"] = Subscription.Thin, ["description"] = "`thin`: which listing, and where to read it. `data`: the listing itself too, unless that is too large." },
                ["languages"] = Words(Vocabularies.Languages.All, "Languages to read it in, or to send it in. Default: Swedish."),
                ["after"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["description"] = "Begin after this position of the log; 0: every listing there is. Default: from now on. Only when it is created." },
            },
        },
        new JsonObject { ["name"] = "Konserter till kalendern", ["address"] = "https://kalender.example.se/webhooks", ["kinds"] = new JsonArray("event"), ["languages"] = new JsonArray("sv", "de") });

    /// <param name="isNew">Whether it may say where to begin.</param>
    /// <returns>It, or what is wrong with it.</returns>
    public static async Task<(SubscriptionBody? Body, Problem? Problem)> ReadAsync(HttpContext context, OutboundRules outbound, string publicUrl, bool isNew)
    {
        var (json, problem) = await JsonBody.ReadAsync(context);
        using var _ = json;
        if (problem is not null)
        {
            return (null, problem);
        }
        var members = new BodyMembers(json!.RootElement);
        var body = new SubscriptionBody(
            members.Text("name", LongestName), members.Text("address", OutboundAddress.MostCharacters), members.OptionalText("search", LongestId),
            members.Words("kinds", Known.Kinds), members.Word("payload", Payloads, Subscription.Thin), members.Words("languages", Vocabularies.Languages.All),
            isNew ? members.Number("after", 0, PositionParameter.Most) : null);
        if (body.Address.Length > 0 && OutboundAddress.Read(body.Address, "address", outbound).Refusal is { } refusal)
        {
            members.Refuse(refusal);
        }
        if (members.End() is { Count: > 0 } refusals)
        {
            return (null, Problem.Refused(refusals, publicUrl));
        }
        return (body.Languages.Length > 0 ? body : body with { Languages = ["sv"] }, null);
    }

    static JsonObject Words(IReadOnlyList<string> words, string description) => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "string", ["enum"] = List(words) },
        ["minItems"] = 1,
        ["description"] = description,
    };

    static JsonArray List(IReadOnlyList<string> words) => [.. words.Select(word => (JsonNode)word)];
}
