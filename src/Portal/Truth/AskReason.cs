using Besoksnaring.Contracts;
using NodaTime;

namespace Besoksnaring.Portal.Truth;

enum AskReason
{
    /// <summary>Nobody has said for long that it is right.</summary>
    Age,

    /// <summary>A season of its opening hours begins soon.</summary>
    Season,

    /// <summary>Its sources do not say the same.</summary>
    Disagreement,
}

/// <summary>Whether to ask now. A function of values.</summary>
static class AskReasons
{
    /// <summary>What visitors come in vain for, when it is wrong.</summary>
    static readonly string[] Grave = ["openingHours", "contact", "schedule", "place.address"];

    /// <param name="confirmed">When a person last said that it is right, or began to keep it.</param>
    /// <param name="asked">When somebody was last asked; null: never.</param>
    /// <returns>Null: not now.</returns>
    public static AskReason? Of(ListingPreview listing, Instant confirmed, Instant? asked, Instant now, LocalDate today, PortalOptions options)
    {
        if (listing.Content is null || listing.Decisions?.Closed is not null || asked > now - Duration.FromDays(options.AskAtMostEveryDays))
        {
            return null;
        }
        if (confirmed <= now - Duration.FromDays(options.AskAfterDays))
        {
            return AskReason.Age;
        }
        // Who has just confirmed it has seen what the season brings and what the sources say.
        if (confirmed > now - Duration.FromDays(options.AskAtMostEveryDays))
        {
            return null;
        }
        var soon = today.PlusDays(options.AskBeforeSeasonDays);
        if (listing.Content.OpeningHours?.Rules.Any(rule => rule.From > today && rule.From <= soon) == true)
        {
            return AskReason.Season;
        }
        return listing.Origins.Any(origin => origin is { IsDisputed: true, By: null } && Grave.Contains(origin.Field)) ? AskReason.Disagreement : null;
    }
}
