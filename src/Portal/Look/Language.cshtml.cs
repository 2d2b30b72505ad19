using Microsoft.AspNetCore.Mvc;

namespace Besoksnaring.Portal.Look;

/// <summary>The other language, from now on.</summary>
sealed class LanguageModel(PortalContext portal) : PortalPage(portal)
{
    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(string? language, string? to)
    {
        if (language is not ("sv" or "en"))
        {
            return BadRequest();
        }
        Response.Cookies.Append(Said.Cookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Path = Request.PathBase });
        if (Reader is { } reader)
        {
            reader.Person.Language = language;
            await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        }
        return Url.IsLocalUrl(to) ? ToPage(to) : ToPage("/");
    }
}
