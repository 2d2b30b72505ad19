using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.People;

/// <summary>Who belongs to an organisation: for those who do, and for regional editors, who also say whether it is trusted.</summary>
sealed class ColleaguesModel(PortalContext portal, UserManager<Person> people) : PortalPage(portal)
{
    public Organisation Organisation { get; private set; } = null!;

    public IReadOnlyList<Person> People { get; private set; } = [];

    public string? Email { get; private set; }

    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(Guid id, string? email)
    {
        if (!await LoadAsync(id))
        {
            return NotFound();
        }
        Email = email;
        if (SignInLinks.AddressIn(email) is not { } address)
        {
            Fault = Said.Of("Skriv en e-postadress, som namn@exempel.se.", "Write a mail address, such as name@example.se.");
            return Again();
        }
        var person = await people.FindByEmailAsync(address.Address);
        if (person is null)
        {
            person = new Person { Id = Guid.CreateVersion7(), UserName = address.Address, Email = address.Address, Language = Said.Language, CreatedAt = Now, LastSeen = Now.InUtc().Date };
            await people.CreateAsync(person);
        }
        if (!People.Any(one => one.Id == person.Id))
        {
            Portal.Memberships.Add(new Membership { OrganisationId = id, PersonId = person.Id, Since = Now });
            Note($"organisation:{id}", "colleague added", $"person:{person.Id}");
            await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        }
        return ToPage($"/organisations/{id}", Said.Of("Tillagd.", "Added."));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid person)
    {
        if (!await LoadAsync(id) || People.FirstOrDefault(one => one.Id == person) is null)
        {
            return NotFound();
        }
        // Who is alone would leave listings that nobody can change; whoever wants to go can be erased.
        if (People.Count > 1)
        {
            await Portal.Memberships.Where(membership => membership.OrganisationId == id && membership.PersonId == person).ExecuteDeleteAsync(HttpContext.RequestAborted);
            Note($"organisation:{id}", "colleague removed", $"person:{person}");
            await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        }
        return ToPage(person == Me.Person.Id ? "/listings" : $"/organisations/{id}", Said.Of("Borttagen, genast.", "Removed, at once."));
    }

    public async Task<IActionResult> OnPostTrustAsync(Guid id)
    {
        if (!await LoadAsync(id) || !Me.IsRegional)
        {
            return NotFound();
        }
        Organisation.IsTrusted = !Organisation.IsTrusted;
        Note($"organisation:{id}", Organisation.IsTrusted ? "trusted" : "no longer trusted", "");
        await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        return ToPage($"/organisations/{id}", Said.Of("Ändrat.", "Changed."));
    }

    async Task<bool> LoadAsync(Guid id)
    {
        var stop = HttpContext.RequestAborted;
        if ((!Me.BelongsTo(id) && !Me.IsRegional) || await Portal.Organisations.SingleOrDefaultAsync(one => one.Id == id, stop) is not { } found)
        {
            return false;
        }
        Organisation = found;
        People = await (
            from membership in Portal.Memberships
            join person in Portal.Users on membership.PersonId equals person.Id
            where membership.OrganisationId == id
            orderby person.NormalizedEmail
            select person).AsNoTracking().ToListAsync(stop);
        return true;
    }
}
