using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.Audit;

/// <summary>What happened, as who keeps a listing reads it. What is logged is for ever; how it is said may change.</summary>
static class AuditWords
{
    static readonly Dictionary<string, (string Swedish, string English)> Words = new(StringComparer.Ordinal)
    {
        ["claimed"] = ("blev er, genom adressen på sidan", "became yours, by the address on the listing"),
        ["claim made"] = ("någon frågade om den är deras", "somebody asked whether it is theirs"),
        ["claim approved"] = ("kommunen godkände vem som sköter den", "the municipality approved who keeps it"),
        ["claim rejected"] = ("kommunen avslog en fråga om vem som sköter den", "the municipality rejected a claim"),
        ["claim undone"] = ("kommunen ångrade vem som sköter den", "the municipality undid who keeps it"),
        ["published"] = ("publicerad", "published"),
        ["not published"] = ("kunde inte publiceras", "could not be published"),
        ["published by an editor"] = ("publicerad av kommunen", "published by the municipality"),
        ["sent to the municipality"] = ("skickad till kommunen", "sent to the municipality"),
        ["returned"] = ("skickad tillbaka av kommunen", "returned by the municipality"),
        ["draft discarded"] = ("ett utkast kastades", "a draft was thrown away"),
        ["confirmed"] = ("bekräftad", "confirmed"),
        ["cancelled"] = ("inställd", "cancelled"),
        ["takes place"] = ("blir av", "takes place"),
        ["closed"] = ("stängd för gott", "closed for good"),
        ["opened"] = ("öppnad igen", "opened again"),
        ["follows the source"] = ("följer källan igen", "follows the source again"),
    };

    /// <summary>With the reason where a person wrote one.</summary>
    public static string Of(AuditEntry entry, Said said)
    {
        var (swedish, english) = Words.GetValueOrDefault(entry.What, (entry.What, entry.What));
        return said.Of(swedish, english) + (entry is { What: "returned" or "closed", Details.Length: > 0 } ? $": {entry.Details}" : "");
    }
}
