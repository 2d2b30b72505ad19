using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Besoksnaring.Portal.SignIn;

/// <summary>Where a link leads. To follow it changes nothing, so that a scanner of mail does not use it up: the button does.</summary>
sealed class LinkModel(PortalContext portal, SignInLinks links, SignInManager<Person> signIn) : PortalPage(portal)
{
    public bool IsGood { get; private set; }

    public string Secret { get; private set; } = "";

    public async Task OnGetAsync(string? secret)
    {
        (Secret, IsGood) = (secret ?? "", secret is not null && await links.IsGoodAsync(secret, HttpContext.RequestAborted));
        Response.StatusCode = IsGood ? StatusCodes.Status200OK : StatusCodes.Status410Gone;
    }

    public async Task<IActionResult> OnPostAsync(string? secret)
    {
        if (secret is null || await links.UseAsync(secret, Said.Language, HttpContext.RequestAborted) is not var (person, returnTo))
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }
        await signIn.SignInAsync(person, isPersistent: true, "link");
        return ToPage(returnTo ?? "/listings");
    }
}
