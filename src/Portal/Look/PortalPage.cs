using Besoksnaring.Portal.Audit;
using Besoksnaring.Portal.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Besoksnaring.Portal.Look;

/// <summary>What every page has: who looks, in which language, and a place for what just happened.</summary>
abstract class PortalPage(PortalContext portal) : PageModel
{
    /// <summary>Null: nobody is signed in, which only pages that say so allow.</summary>
    public Rights? Reader { get; private set; }

    /// <summary>Who is signed in, on pages for which one must be.</summary>
    public Rights Me => Reader ?? throw new InvalidOperationException("The page is for people who are signed in.");

    public Said Said => field ??= HttpContext.RequestServices.GetRequiredService<Said>();

    /// <summary>Told once, on the next page: what was done.</summary>
    [TempData]
    public string? Done { get; set; }

    protected PortalContext Portal { get; } = portal;

    protected Instant Now => field == default ? field = HttpContext.RequestServices.GetRequiredService<IClock>().GetCurrentInstant() : field;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Reader = await Rights.ReadAsync(Portal, User, HttpContext.RequestAborted);
        ViewData["Reader"] = Reader;
        var isOpen = HttpContext.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;
        if (Reader is null && !isOpen)
        {
            context.Result = Challenge();
            return;
        }
        await next();
    }

    /// <summary>In the transaction of what it tells about.</summary>
    protected void Note(string about, string what, string details) =>
        Portal.Audit.Add(new AuditEntry { At = Now, PersonId = Reader?.Person.Id, About = about, What = what, Details = details });

    /// <summary>The same page with what is wrong.</summary>
    protected PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected IActionResult ToPage(string address, string? done = null)
    {
        Done = done;
        return LocalRedirect($"{Request.PathBase}{address}");
    }
}
