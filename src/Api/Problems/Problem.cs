using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Searches;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Subscriptions;
using Besoksnaring.Vocabularies.Time;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Problems;

/// <summary>One problem as it is answered (RFC 9457).</summary>
sealed record Problem(ProblemType Type, string Detail)
{
    /// <summary>Members besides the five.</summary>
    public JsonObject More { get; init; } = [];

    public int? RetryAfterSeconds { get; init; }

    /// <summary>How a caller may prove who it is (<c>WWW-Authenticate</c>).</summary>
    public string? Challenge { get; init; }

    public static Problem ListingUnknown(string id) => new(ProblemType.ListingUnknown, $"There is no listing '{Quotable.Of(id)}'.");

    public static Problem ListingTombstoned(string id, Instant at) =>
        new(ProblemType.ListingTombstoned, $"Listing '{id}' was withdrawn.") { More = new() { ["tombstonedAt"] = InstantPattern.General.Format(at) } };

    public static Problem CollectionUnknown(string id, IReadOnlyList<string> all) => new(ProblemType.CollectionUnknown, $"There is no collection '{Quotable.Of(id)}'.")
    {
        More = new() { ["allowed"] = new JsonArray([.. all.Select(known => (JsonNode)known)]) },
    };

    public static Problem ProviderUnknown(string id) => new(ProblemType.ProviderUnknown, $"There is no provider '{Quotable.Of(id)}'.");

    public static Problem KeyMissing() => new(ProblemType.KeyNeeded, "This needs a partner's key.") { Challenge = "Bearer realm=\"besoksnaring\"" };

    public static Problem KeyNotInForce() => new(ProblemType.KeyNeeded, "The key that was sent is not in force.") { Challenge = "Bearer realm=\"besoksnaring\", error=\"invalid_token\"" };

    public static Problem ScopeMissing(string scope) => new(ProblemType.ScopeMissing, $"The key may not do this: it lacks the scope '{scope}'.")
    {
        More = new() { ["scope"] = scope },
        Challenge = $"Bearer realm=\"besoksnaring\", error=\"insufficient_scope\", scope=\"{scope}\"",
    };

    public static Problem SearchUnknown(string id) => new(ProblemType.SearchUnknown, $"There is no saved search '{Quotable.Of(id)}'.");

    public static Problem SearchRemoved(string id, Instant at) =>
        new(ProblemType.SearchRemoved, $"The saved search '{id}' was removed.") { More = new() { ["removedAt"] = InstantPattern.General.Format(at) } };

    /// <param name="why">What the search would be answered with if it were asked for.</param>
    public static Problem SearchOutdated(Problem why) => new(ProblemType.SearchOutdated, "The search was saved with what is no longer there: " + why.Detail) { More = why.More };

    /// <param name="parameter">What a feed cannot follow.</param>
    public static Problem SearchWithoutFeed(string parameter) => new(ProblemType.SearchWithoutFeed, $"The search asks by '{parameter}', and time passing is no change that a feed could tell. Save one without it.")
    {
        More = new() { ["parameter"] = parameter },
    };

    /// <param name="publicUrl">Where the snapshot is.</param>
    public static Problem PositionExpired(long position, string publicUrl) => new(ProblemType.PositionExpired, $"The log is no longer kept from position {position} on.")
    {
        More = new() { ["snapshot"] = publicUrl + "/api/v1/exports/listings" },
    };

    public static Problem TooManyReaders(string what) => new(ProblemType.Unavailable, $"There are as many {what} as may be at a time.") { RetryAfterSeconds = 10 };

    public static Problem FeedUnknown(string kind, IReadOnlyList<string> all) => new(ProblemType.FeedUnknown, $"There is no feed '{Quotable.Of(kind)}'.")
    {
        More = new() { ["allowed"] = new JsonArray([.. all.Select(known => (JsonNode)known)]) },
    };

    public static Problem SearchesTooMany() => new(ProblemType.SearchesTooMany, $"There are {SavedSearches.MostOfOne} already.");

    public static Problem SubscriptionUnknown(string id) => new(ProblemType.SubscriptionUnknown, $"You have no subscription '{Quotable.Of(id)}'.");

    public static Problem SubscriptionsTooMany() => new(ProblemType.SubscriptionsTooMany, $"There are {SubscriptionBook.MostOfOne} already.");

    public static Problem TooManyCalls(int perMinute, int retryAfterSeconds) =>
        new(ProblemType.TooManyCalls, $"That is more than {perMinute} calls a minute.") { RetryAfterSeconds = retryAfterSeconds };

    public static Problem RunUnknown(string id) => new(ProblemType.RunUnknown, $"There is no run '{Quotable.Of(id)}'.");

    public static Problem CalendarUnknown(string id) => new(ProblemType.CalendarUnknown, $"There is no calendar '{Quotable.Of(id)}'.");

    public static Problem CalendarNoData(Calendar calendar, int year)
    {
        var years = calendar.Years.ToList();
        var has = years.Count == 1 ? $"{years[0]}" : $"{years[0]} to {years[^1]}";
        return new(ProblemType.CalendarNoData, $"'{calendar.Id}' has no dates in {year}. It has {has}.") { More = new() { ["allowed"] = new JsonArray(has) } };
    }

    public static Problem NotAcceptable() => new(ProblemType.NotAcceptable, "None of the accepted media types can be had here.")
    {
        More = new() { ["allowed"] = new JsonArray([.. Shape.All.Select(shape => (JsonNode)shape.MediaType)]) },
    };

    public static Problem NoDates(TimeProblem problem) => new(ProblemType.CalendarNoData, problem.Detail)
    {
        More = new()
        {
            ["parameter"] = problem.Parameter,
            ["value"] = Quotable.Of(problem.Value),
            ["allowed"] = new JsonArray([.. problem.Allowed.Select(word => (JsonNode)word)]),
        },
    };

    /// <summary>The first refusal is the problem; when there are more, <c>errors</c> has them all.</summary>
    public static Problem Refused(IReadOnlyList<Refusal> refusals, string publicUrl)
    {
        var more = Members(refusals[0], publicUrl);
        if (refusals.Count > 1)
        {
            more["errors"] = new JsonArray([.. refusals.Select(refusal =>
            {
                var error = Members(refusal, publicUrl);
                error.Insert(0, "detail", refusal.Detail);
                return (JsonNode)error;
            })]);
        }
        return new(ProblemType.All.Single(type => type.Name == refusals[0].Type), refusals[0].Detail) { More = more };
    }

    static JsonObject Members(Refusal refusal, string publicUrl)
    {
        var members = new JsonObject { ["parameter"] = Quotable.Of(refusal.Parameter) };
        if (refusal.Value is { } value)
        {
            members["value"] = Quotable.Of(value);
        }
        if (refusal.AllowedAt is { } path)
        {
            members["allowedAt"] = publicUrl + path;
        }
        if (refusal.Allowed.Count > 0 || refusal.AllowedAt is null)
        {
            members["allowed"] = new JsonArray([.. refusal.Allowed.Select(word => (JsonNode)word)]);
        }
        if (refusal.Nearest is { } nearest)
        {
            members["nearest"] = nearest;
        }
        return members;
    }
}
