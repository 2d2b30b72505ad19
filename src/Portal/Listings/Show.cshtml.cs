using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Audit;
using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.Quality;
using Besoksnaring.Vocabularies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>A listing as its owner or editor sees it, and what is decided about it in one press.</summary>
sealed class ShowModel(PortalContext portal, ListingAccess access, ListingFinder finder, Publishing publishing, Region region) : PortalPage(portal)
{
    const int MostHistory = 20;
    const int LongestReason = 200;

    public OpenListing Listing { get; private set; } = null!;

    public Draft? Draft { get; private set; }

    public string Title => Listing.Now.Content!.Title.ToString();

    /// <summary>Upon which the next decision is made; empty: there was none.</summary>
    public string Version => Listing.Now.Version?.ToString() ?? "";

    public bool HasDates => Listing.Now.Content!.Schedule is not null;

    public bool IsCancelled => Listing.Now.Content!.Schedule?.Status == EventStatus.Cancelled;

    public IReadOnlyList<(FieldOrigin Origin, string Name)> Overridden { get; private set; } = [];

    public IReadOnlyList<AuditEntry> History { get; private set; } = [];

    public LocalDate Today { get; private set; }

    public ContentScore Quality => field ??= ContentScore.Of(Listing.Now.Content!);

    public IReadOnlyList<Fault> Advice => field ??= TextAdvice.Of(Listing.Now.Content!, Listing.Now.Municipality, Today);

    public string Day(Instant at) => OriginWords.Day(at.InZone(region.Zone).Date, Today, Said);

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await LoadAsync(id))
        {
            return Page();
        }
        // Bookmarks outlive a merge, and so does whose it is.
        if (await finder.SuccessorAsync(id, HttpContext.RequestAborted) is not { } successor)
        {
            return NotFound();
        }
        await Moves.FollowAsync(Portal, HttpContext.RequestAborted);
        return await access.OpenAsync(Me, successor, HttpContext.RequestAborted) is null ? NotFound() : LocalRedirect($"{Request.PathBase}/listings/{successor}");
    }

    public Task<IActionResult> OnPostVerifyAsync(string id, Guid? version) =>
        DecideAsync(id, version, "confirmed", "", before => before with { Verified = new Verification(Now, Listing.By) }, Said.Of("Tack. Det syns att uppgifterna är bekräftade.", "Thank you. It shows that this is confirmed."));

    public Task<IActionResult> OnPostCancelAsync(string id, Guid? version) =>
        DecideAsync(id, version, "cancelled", "", before => WithStatus(before, EventStatus.Cancelled), Said.Of("Inställt. Det syns överallt inom en minut.", "Cancelled. It shows everywhere within a minute."));

    public Task<IActionResult> OnPostHoldAsync(string id, Guid? version) =>
        DecideAsync(id, version, "takes place", "", before => WithStatus(before, EventStatus.Scheduled), Said.Of("Det blir av, och det syns inom en minut.", "It takes place, and that shows within a minute."));

    public Task<IActionResult> OnPostCloseAsync(string id, Guid? version, string? reason)
    {
        var why = reason?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, LongestReason)] : null;
        return DecideAsync(id, version, "closed", why ?? "", before => before with { Closed = new Closure(Now, Listing.By, why) }, Said.Of("Stängd. Den är borta från alla webbplatser inom en minut.", "Closed. It is gone from every website within a minute."));
    }

    public Task<IActionResult> OnPostOpenAsync(string id, Guid? version) =>
        DecideAsync(id, version, "opened", "", before => before with { Closed = null }, Said.Of("Öppen igen.", "Open again."));

    public Task<IActionResult> OnPostReleaseAsync(string id, Guid? version, string? field) =>
        DecideAsync(id, version, "follows the source", field ?? "", before => before with { Overrides = [.. before.Overrides.Where(one => one.Field != field)] }, Said.Of("Den följer källan igen.", "It follows the source again."));

    async Task<IActionResult> DecideAsync(string id, Guid? version, string what, string details, Func<ListingDecisions, ListingDecisions> change, string done)
    {
        var stop = HttpContext.RequestAborted;
        if (!await LoadAsync(id))
        {
            return NotFound();
        }
        var before = Listing.Now.Decisions ?? new ListingDecisions();
        var result = await publishing.DecideAsync(id, version, change(before), stop);
        if (result.Outcome is WriteOutcome.Written or WriteOutcome.Pending)
        {
            Note($"listing:{id}", what, details);
            await Portal.SaveChangesAsync(stop);
            return ToPage($"/listings/{id}", done);
        }
        return ToPage($"/listings/{result.ListingId ?? id}", result.Outcome == WriteOutcome.Overtaken
            ? Said.Of("Någon annan ändrade något just nu. Titta, och försök igen om det fortfarande behövs.", "Somebody else changed something just now. Look, and try again if it is still needed.")
            : Said.Of("Det gick inte: ", "It did not work: ") + result.Reason);
    }

    ListingDecisions WithStatus(ListingDecisions before, EventStatus status)
    {
        var content = Listing.Now.Content!;
        var decided = new Applied(content with { Schedule = content.Schedule! with { Status = status } }, [ListingField.ScheduleStatus], new Dictionary<string, Fault>());
        return decided.Upon(before, publishing.Source, Now, Listing.By);
    }

    async Task<bool> LoadAsync(string id)
    {
        var stop = HttpContext.RequestAborted;
        if (await access.OpenAsync(Me, id, stop) is not { } found)
        {
            return false;
        }
        (Listing, Today) = (found, Now.InZone(region.Zone).Date);
        Draft = await Portal.Drafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.ListingId == id, stop);
        var about = $"listing:{id}";
        History = await Portal.Audit.AsNoTracking().Where(entry => entry.About == about).OrderByDescending(entry => entry.Number).Take(MostHistory).ToListAsync(stop);
        Overridden = [.. found.Now.Origins.Where(origin => origin.By is not null).Select(origin => (origin, NameOf(origin.Field)))];
        return true;
    }

    string NameOf(string field) => ListingFields.All.FirstOrDefault(one => one.Field == field) is { } known ? Said.Of(known.Swedish, known.English)
        : field == ListingField.ScheduleStatus ? Said.Of("Om det blir av", "Whether it takes place") : field;
}
