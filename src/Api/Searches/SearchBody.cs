using System.Text.Json.Nodes;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Searches;

/// <summary>A search to save: what it is called, what it searches, and by what.</summary>
/// <param name="Query">As it was sent.</param>
sealed record SearchBody(string Name, string Resource, string Query)
{
    const int LongestName = 100;

    static readonly string[] Members = ["name", "resource", "query"];

    static readonly string[] Resources = ["events", "listings"];

    /// <summary>These are for who asks, not for who saves.</summary>
    static readonly string[] NotSaved = [Parameters.Offset.Name, EventParameters.After.Name, Parameters.Shape.Name];

    public static BodyDescription Description { get; } = new(
        known => new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. Members.Select(member => (JsonNode)member)]),
            ["properties"] = new JsonObject
            {
                ["name"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = LongestName, ["description"] = "For people: what it is." },
                ["resource"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Resources.Select(resource => (JsonNode)resource)]), ["description"] = "What is searched." },
                ["query"] = new JsonObject
                {
                    ["description"] = "The body of a search by POST. Words of time are understood anew at each call.",
                    ["anyOf"] = new JsonArray([.. Resources.Select(resource => (JsonNode)QueryBody.Schema(Saved(resource), known))]),
                },
            },
        },
        new JsonObject { ["name"] = "I helgen i Arvika", ["resource"] = "events", ["query"] = new JsonObject { ["when"] = "this-weekend", ["municipality"] = "Arvika" } });

    /// <returns>What a saved search may say.</returns>
    public static IReadOnlyList<QueryParameter> Saved(string resource) => [.. All(resource).Where(parameter => !NotSaved.Contains(parameter.Name))];

    /// <returns>What a call of it may say.</returns>
    public static IReadOnlyList<QueryParameter> Asked(string resource) =>
        [.. All(resource).Where(parameter => NotSaved.Contains(parameter.Name) || parameter == Parameters.Language || parameter == Parameters.Limit)];

    static IReadOnlyList<QueryParameter> All(string resource) => (resource == "events" ? ListEvents.Description : ListListings.Description).Query;

    /// <returns>It, or what is wrong with it: whatever a call would be refused for is refused now.</returns>
    public static async Task<(SearchBody? Body, Problem? Problem)> ReadAsync(HttpContext context, string publicUrl, Known known, Instant now)
    {
        var (json, problem) = await JsonBody.ReadAsync(context);
        using var _ = json;
        if (problem is not null)
        {
            return (null, problem);
        }
        var members = new BodyMembers(json!.RootElement);
        var (name, resource, asked) = (members.Text("name", LongestName), members.Word("resource", Resources), members.Object("query", "the body of a search by POST"));
        if (members.End() is { Count: > 0 } refusals)
        {
            return (null, Problem.Refused(refusals, publicUrl));
        }
        var body = new SearchBody(name, resource, asked.GetRawText());
        var (query, wrong) = await QueryBody.ReadAsync(asked, Saved(body.Resource), known, context.RequestAborted);
        var clash = wrong.Count > 0 ? Problem.Refused(wrong, publicUrl) : Clash(body.Resource, query, known, now, publicUrl);
        return clash is null ? (body, null) : (null, clash);
    }

    /// <returns>Why parameters that are good each by itself cannot be honoured together, or now.</returns>
    public static Problem? Clash(string resource, QueryValues query, Known known, Instant now, string publicUrl) => resource == "events"
        ? ListEvents.Refused(query, EventParameters.Window(query, known, now), publicUrl)
        : ListingSearch.Clash(query) is { } clash ? Problem.Refused([clash], publicUrl) : null;
}
