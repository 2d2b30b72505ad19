using Besoksnaring.Contracts;
using Besoksnaring.Portal.Listings;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.Truth;

/// <summary>Answers without an account: the link says who was asked, about what, and works once. To follow it changes nothing.</summary>
sealed class AnswerModel(PortalContext portal, IAnsweringSink desk, Publishing publishing) : PortalPage(portal)
{
    public Question? Question { get; private set; }

    public string Secret { get; private set; } = "";

    public ListingPreview Listing { get; private set; } = null!;

    public string Title => Listing.Content!.Title.ToString();

    public bool IsDone { get; private set; }

    public string Thanks { get; private set; } = "";

    public async Task OnGetAsync(string? secret)
    {
        await LoadAsync(secret);
        Response.StatusCode = Question is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
    }

    public Task<IActionResult> OnPostYesAsync(string? secret) => AnswerAsync(
        secret, "confirmed", before => before with { Verified = new Verification(Now, DecidedBy.Business) }, Said.Of("Det syns nu att uppgifterna är bekräftade.", "It shows now that this is confirmed."));

    public Task<IActionResult> OnPostClosedAsync(string? secret) => AnswerAsync(
        secret, "closed", before => before with { Closed = new Closure(Now, DecidedBy.Business) }, Said.Of("Den är borta från alla webbplatser inom en minut.", "It is gone from every website within a minute."));

    public async Task<IActionResult> OnPostStopAsync(string? secret)
    {
        await LoadAsync(secret);
        if (Question is not { } question)
        {
            return Gone();
        }
        await Portal.Users.Where(person => person.Id == question.PersonId).ExecuteUpdateAsync(person => person.SetProperty(p => p.MayBeAsked, false), HttpContext.RequestAborted);
        return Thank(Said.Of("Vi frågar dig inte mer.", "We will not ask you again."));
    }

    async Task<IActionResult> AnswerAsync(string? secret, string what, Func<ListingDecisions, ListingDecisions> change, string thanks)
    {
        var stop = HttpContext.RequestAborted;
        await LoadAsync(secret);
        if (Question is not { } question)
        {
            return Gone();
        }
        await using var transaction = await Portal.Database.BeginTransactionAsync(stop);
        // Of two who answer at once the database lets one.
        if (await Portal.Questions.Where(one => one.Hash == question.Hash && one.AnsweredAt == null).ExecuteUpdateAsync(one => one.SetProperty(q => q.AnsweredAt, Now), stop) == 0)
        {
            return Gone();
        }
        var result = await publishing.DecideAsync(question.ListingId, Listing.Version, change(Listing.Decisions ?? new ListingDecisions()), stop);
        if (result.Outcome is not (WriteOutcome.Written or WriteOutcome.Pending))
        {
            // The link stays good: what is shown next is what there is now.
            return ToPage($"/answer?secret={Secret}", Said.Of("Något ändrades just nu. Titta en gång till.", "Something was changed just now. Look once more."));
        }
        Portal.Audit.Add(new() { At = Now, PersonId = question.PersonId, About = $"listing:{question.ListingId}", What = what, Details = "by the link in a message" });
        await Portal.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Thank(thanks);
    }

    async Task LoadAsync(string? secret)
    {
        var (stop, now) = (HttpContext.RequestAborted, Now);
        Secret = secret ?? "";
        var hash = SignInLink.HashOf(Secret);
        // As long as it is theirs and the person belongs to them.
        var question = await (
            from one in Portal.Questions.AsNoTracking()
            join ownership in Portal.Ownerships on new { one.ListingId, one.OrganisationId } equals new { ownership.ListingId, ownership.OrganisationId }
            join membership in Portal.Memberships on new { one.OrganisationId, one.PersonId } equals new { membership.OrganisationId, membership.PersonId }
            where one.Hash == hash && one.AnsweredAt == null && one.ExpiresAt > now
            select one).SingleOrDefaultAsync(stop);
        if (question is null)
        {
            return;
        }
        Listing = await desk.PreviewAsync(new PreviewWanted(question.ListingId, null, null), stop);
        Question = Listing is { Content: not null, Decisions: null or { Closed: null } } ? question : null;
    }

    PageResult Gone()
    {
        Question = null;
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    PageResult Thank(string thanks)
    {
        (Question, IsDone, Thanks) = (null, true, thanks);
        return Page();
    }
}
