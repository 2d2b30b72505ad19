using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Decisions;

/// <summary>What a reader is told of the decisions about a listing. Whose they are is in its provenance.</summary>
/// <param name="Fields">That were overridden, in their order.</param>
/// <param name="Licence">Of the texts and images among them; null: there are none.</param>
sealed record DecidedFacts(Instant? VerifiedAt, DecidedBy? VerifiedBy, IReadOnlyList<string> Fields, string? Licence)
{
    static readonly string[] Licensed = ["summary", "description", "images"];

    /// <returns>Null when nothing was decided that a reader could see.</returns>
    public static DecidedFacts? Of(HeldDecisions? decisions)
    {
        if (decisions?.Given is not { } given || (given.Verified is null && given.Overrides.Count == 0))
        {
            return null;
        }
        string[] fields = [.. given.Overrides.Select(field => field.Field).Order(StringComparer.Ordinal)];
        var isLicensed = fields.Any(field => Licensed.Contains(field.Split('.')[0]));
        return new DecidedFacts(given.Verified?.At, given.Verified?.By, fields, isLicensed ? decisions.Values!.Source.Licence : null);
    }
}
