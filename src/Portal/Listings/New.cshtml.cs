using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Portal.Listings;

/// <summary>Begins a listing that nobody has yet: only who has seen what is like it can go on.</summary>
sealed class NewModel(PortalContext portal, ListingFinder finder, Attempts attempts, IOptions<PortalOptions> options) : PortalPage(portal)
{
    const int MostAlike = 5;

    public string? Name { get; private set; }

    public ListingKind? Kind { get; private set; }

    public IReadOnlyList<FoundListing> Alike { get; private set; } = [];

    public string? Fault { get; private set; }

    public Task OnGetAsync(string? name) => LoadAsync(name);

    public async Task<IActionResult> OnPostAsync(string? name, string? kind, Guid? organisation, string? organisationName, string? none)
    {
        await LoadAsync(name);
        Kind = KindWords.All.Where(one => one.Kind.ToString() == kind).Select(one => (ListingKind?)one.Kind).FirstOrDefault();
        if (Name is null || Kind is not { } chosen)
        {
            return Refuse(Said.Of("Skriv namnet och välj vad det är.", "Write the name and choose what it is."));
        }
        if (Alike.Count > 0 && none != "yes")
        {
            return Refuse(Said.Of("Titta om det är någon av dem som visas, eller kryssa i att det inte är det.", "Look whether it is one of those shown, or tick that it is not."));
        }
        if (!await attempts.TakeAsync($"begun by:{Me.Person.Id}", options.Value.BeginningsPerPerson, HttpContext.RequestAborted))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        var (owner, fault) = OrganisationChoice.Of(Portal, Me, organisation, organisationName, Now);
        if (owner is null)
        {
            return Refuse(Said.Of(fault!.Swedish, fault.English));
        }
        var draft = new Draft
        {
            Id = Guid.CreateVersion7(),
            OrganisationId = owner.Id,
            Form = new ListingForm(chosen, new Dictionary<string, string> { ["title-sv"] = Name }).ToJson(),
            State = DraftState.Open,
            SavedAt = Now,
            SavedBy = Me.Person.Id,
        };
        Portal.Drafts.Add(draft);
        Note($"draft:{draft.Id}", "begun", $"organisation:{owner.Id}");
        await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        return ToPage($"/drafts/{draft.Id}");
    }

    async Task LoadAsync(string? name)
    {
        Name = name?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, FindModel.LongestName)] : null;
        Alike = Name is null ? [] : [.. (await finder.FindAsync(Name, HttpContext.RequestAborted)).Take(MostAlike)];
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        return Again();
    }
}
