using NodaTime;

namespace Besoksnaring.Api.Partners;

/// <summary>Somebody with an agreement: a website, a publisher, a destination company.</summary>
sealed class Partner
{
    /// <summary>What a key may be allowed to do.</summary>
    public static readonly IReadOnlyList<string> AllScopes = [Scope.Searches, Scope.Subscriptions];

    /// <summary>Chosen by the operator: short, readable, for ever.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Whom to write to when something is wrong.</summary>
    public required string Contact { get; set; }

    public required string[] Purposes { get; set; }

    public required string[] Scopes { get; set; }

    /// <summary>All its keys together.</summary>
    public required int CallsPerMinute { get; set; }

    public required Instant CreatedAt { get; init; }
}

/// <summary>What is to be another; null: as it was.</summary>
sealed record PartnerChange(string? Name, string? Contact, string[]? Purposes, string[]? Scopes, int? CallsPerMinute);

static class Scope
{
    /// <summary>Save searches, change them and remove them.</summary>
    public const string Searches = "searches";

    /// <summary>Subscribe to changes, and look at what one subscribes to.</summary>
    public const string Subscriptions = "subscriptions";
}
