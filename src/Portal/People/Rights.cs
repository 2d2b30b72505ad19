using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.People;

/// <summary>Who asks and what they may, read anew with each call: who loses a role loses it at once.</summary>
/// <param name="Municipalities">Of which the person is an editor.</param>
sealed record Rights(Person Person, IReadOnlyList<Organisation> Organisations, IReadOnlyList<string> Municipalities, bool IsRegional, bool IsAdministrator)
{
    public bool IsEditor => IsRegional || Municipalities.Count > 0;

    /// <param name="municipality">Of a listing; null: it is not known where that is, so the region decides.</param>
    public bool DecidesIn(string? municipality) => IsRegional || (municipality is not null && Municipalities.Contains(municipality));

    public bool BelongsTo(Guid organisation) => Organisations.Any(one => one.Id == organisation);

    /// <returns>Null when nobody is signed in, or the person was erased.</returns>
    public static async Task<Rights?> ReadAsync(PortalContext context, ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            || await context.Users.SingleOrDefaultAsync(person => person.Id == id, cancellationToken) is not { } person)
        {
            return null;
        }
        var organisations = await (
            from membership in context.Memberships
            join organisation in context.Organisations on membership.OrganisationId equals organisation.Id
            where membership.PersonId == id
            orderby organisation.Name, organisation.Id
            select organisation).ToListAsync(cancellationToken);
        var roles = await context.EditorRoles.AsNoTracking().Where(role => role.PersonId == id).ToListAsync(cancellationToken);
        return new Rights(
            person, organisations, [.. roles.Select(role => role.Municipality).OfType<string>()],
            roles.Exists(role => role.Kind is EditorKind.Region or EditorKind.Administrator), roles.Exists(role => role.Kind == EditorKind.Administrator));
    }
}
