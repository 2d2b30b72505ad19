using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.People;
using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>For whom somebody acts: one of theirs, or a new one.</summary>
static class OrganisationChoice
{
    const int LongestName = 120;

    /// <returns>The organisation, made with its member if it is new and not saved yet; or what is wrong.</returns>
    public static (Organisation? Organisation, Fault? Fault) Of(PortalContext portal, Rights me, Guid? chosen, string? name, Instant now)
    {
        if (chosen is { } id)
        {
            return me.Organisations.FirstOrDefault(organisation => organisation.Id == id) is { } mine
                ? (mine, null)
                : (null, new Fault("Välj en av dina verksamheter.", "Choose one of your organisations."));
        }
        var cleaned = new string([.. (name ?? "").Where(c => !char.IsControl(c))]).Trim();
        if (cleaned.Length is 0 or > LongestName)
        {
            return (null, new Fault("Skriv verksamhetens namn.", "Write the organisation's name."));
        }
        var made = new Organisation { Id = Guid.CreateVersion7(), Name = cleaned, CreatedAt = now };
        portal.Organisations.Add(made);
        portal.Memberships.Add(new Membership { OrganisationId = made.Id, PersonId = me.Person.Id, Since = now });
        return (made, null);
    }
}
