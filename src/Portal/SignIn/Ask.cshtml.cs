using Besoksnaring.Portal.Look;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Portal.SignIn;

/// <summary>Asks for a link by mail. The answer is the same whether an address is known or not, and whether a message was sent or there had been too many.</summary>
sealed class AskModel(PortalContext portal, SignInLinks links, Attempts attempts, IOptions<PortalOptions> options) : PortalPage(portal)
{
    public string? To { get; private set; }

    public string? Email { get; private set; }

    public string? Fault { get; private set; }

    public void OnGet(string? to) => To = Here(to);

    public async Task<IActionResult> OnPostAsync(string? email, string? to)
    {
        var stop = HttpContext.RequestAborted;
        (To, Email) = (Here(to), email);
        if (SignInLinks.AddressIn(email) is not { } address)
        {
            Fault = Said.Of("Skriv en e-postadress, som namn@exempel.se.", "Write a mail address, such as name@example.se.");
            return Again();
        }
        if (!await attempts.TakeAsync($"links from:{HttpContext.Connection.RemoteIpAddress}", options.Value.LinksPerCaller, stop))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (SiteAddress.Of(Request, options.Value) is not { } site)
        {
            links.TellNoAddress();
        }
        else if (await attempts.TakeAsync($"links to:{address.Address.ToUpperInvariant()}", options.Value.LinksPerAddress, stop))
        {
            await links.SendAsync(address, $"{site}/sign-in/link?secret=", To, Said.Language, stop);
        }
        return ToPage("/sign-in/sent");
    }

    /// <returns>An address below ours, without the beginning that all have; null for any other.</returns>
    string? Here(string? to)
    {
        var below = to is not null && to.StartsWith(Request.PathBase + "/", StringComparison.Ordinal) ? to[Request.PathBase.Value!.Length..] : to;
        return Url.IsLocalUrl(below) ? below : null;
    }
}
