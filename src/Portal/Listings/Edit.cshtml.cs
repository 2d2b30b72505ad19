using System.Globalization;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Images;
using Besoksnaring.Portal.Listings.Form;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.Quality;
using Besoksnaring.Vocabularies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Portal.Listings;

/// <summary>
/// Edits a listing, or one that is to be. What is typed is kept as a draft, complete or not; it is looked at as websites will show it, and only then
/// published. A page says of each box what stood in it, so who changes one that was changed elsewhere meanwhile gets a comparison, and nobody else is disturbed.
/// </summary>
[RequestSizeLimit(PictureMaker.MostBytes + 1_000_000)]
sealed class EditModel(PortalContext portal, ListingAccess access, Publishing publishing, ImageFolder images, Region region, IOptions<PortalOptions> options) : PortalPage(portal)
{
    const int MostAttempts = 20;
    const int LongestWord = 200;

    /// <summary>Under which a picture can be given to others.</summary>
    public static readonly string[] Licences = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"];

    OpenListing? listing;

    public Draft? Draft { get; private set; }

    public string Title { get; private set; } = "";

    public string Address => Draft?.ListingId is null && listing is null ? $"/drafts/{Draft!.Id}" : $"/listings/{listing!.Id}/edit";

    public string Back => listing is null ? "/listings" : $"/listings/{listing.Id}";

    public int Revision { get; private set; }

    public bool IsPublishedAtOnce { get; private set; }

    public string Licence => options.Value.Licence;

    public IReadOnlyList<ShownField> Fields { get; private set; } = [];

    public IReadOnlyDictionary<string, Fault> Faults { get; private set; } = new Dictionary<string, Fault>();

    /// <summary>Boxes in which somebody else has saved something else meanwhile.</summary>
    public IReadOnlyList<(FormField Field, string Mine, string Theirs)> Theirs { get; private set; } = [];

    public IReadOnlyList<string> Missing { get; private set; } = [];

    public ListingPreview? Preview { get; private set; }

    public IReadOnlyList<Image> Images { get; private set; } = [];

    public Fault? ImageFault { get; private set; }

    public IReadOnlyList<Fault> Advice => Preview?.Content is { } content ? TextAdvice.Of(content, Preview.Municipality, Now.InZone(region.Zone).Date) : [];

    ListingKind Kind { get; set; }

    public static string NameOf(string language) => language == "nb" ? "Norsk" : CultureInfo.GetCultureInfo(language) is var culture ? char.ToUpper(culture.NativeName[0], culture) + culture.NativeName[1..] : language;

    public async Task<IActionResult> OnGetAsync(string? id, Guid? draft, bool look)
    {
        if (await LoadAsync(id, draft) is not { } form)
        {
            return NotFound();
        }
        Show(form, form, withFaults: false);
        if (look && form.Over(Base()).Faults.Count == 0)
        {
            Preview = await publishing.PreviewAsync(listing?.Id, listing?.Now, form, listing?.By ?? DecidedBy.Business, HttpContext.RequestAborted);
        }
        return Page();
    }

    public Task<IActionResult> OnPostSaveAsync(string? id, Guid? draft) => SaveAsync(id, draft, isToBeShown: false);

    public Task<IActionResult> OnPostLookAsync(string? id, Guid? draft) => SaveAsync(id, draft, isToBeShown: true);

    public async Task<IActionResult> OnPostDiscardAsync(string? id, Guid? draft)
    {
        if (await LoadAsync(id, draft) is null)
        {
            return NotFound();
        }
        if (Draft is not null)
        {
            Portal.Drafts.Remove(Draft);
            Note(About, "draft discarded", "");
            await Portal.SaveChangesAsync(HttpContext.RequestAborted);
        }
        return ToPage(Back, Said.Of("Utkastet är borta.", "The draft is gone."));
    }

    public async Task<IActionResult> OnPostUploadAsync(string? id, Guid? draft, IFormFile? file, string? alt, string? credit, string? licence)
    {
        var stop = HttpContext.RequestAborted;
        if (await LoadAsync(id, draft) is not { } held)
        {
            return NotFound();
        }
        var (words, by) = (Word(alt), Word(credit));
        var (made, fault) = file is null or { Length: 0 } ? (null, new Fault("Välj en bild.", "Choose a picture."))
            : words is null || by is null || !Licences.Contains(licence) ? (null, new Fault("Skriv vad bilden visar, vem som tog den, och välj licens.", "Write what the picture shows, who took it, and choose a licence."))
            : SiteAddress.Of(Request, options.Value) is null ? (null, new Fault("Tjänstens adress är inte inställd än.", "The service's address is not set yet."))
            : PictureMaker.Make(await BytesAsync(file, stop));
        if (made is null)
        {
            ImageFault = fault;
            Show(held, held, withFaults: false);
            return Again();
        }
        var image = new Image
        {
            Url = $"{SiteAddress.Of(Request, options.Value)}/images/{await images.KeepAsync(made, stop)}",
            Width = made.Width,
            Height = made.Height,
            AltText = new LocalizedText("sv", words!),
            Credit = by,
            Licence = licence,
        };
        return await ChangeImagesAsync(id, draft, before => [.. before.Where(one => one.Url != image.Url), image], Said.Of("Bilden är med i utkastet.", "The picture is in the draft."));
    }

    public Task<IActionResult> OnPostDropAsync(string? id, Guid? draft, string? url) =>
        ChangeImagesAsync(id, draft, before => [.. before.Where(image => image.Url != url)], Said.Of("Bilden är borta ur utkastet.", "The picture is gone from the draft."));

    public Task<IActionResult> OnPostFirstAsync(string? id, Guid? draft, string? url) =>
        ChangeImagesAsync(id, draft, before => [.. before.OrderByDescending(image => image.Url == url)], Said.Of("Den visas först.", "It is shown first."));

    public async Task<IActionResult> OnPostPublishAsync(string? id, Guid? draft, int revision)
    {
        var stop = HttpContext.RequestAborted;
        if (await LoadAsync(id, draft) is not { } form)
        {
            return NotFound();
        }
        if (Draft is null || Draft.Revision != revision || form.Over(Base()).Faults.Count > 0)
        {
            return ToPage(Address, Said.Of("Det har ändrats sedan du tittade. Titta en gång till.", "It was changed since you looked. Look once more."));
        }
        if (!IsPublishedAtOnce)
        {
            (Draft.State, Draft.Reason) = (DraftState.Waiting, null);
            Draft.Revision++;
            Note(About, "sent to the municipality", $"draft:{Draft.Id}");
            await Portal.SaveChangesAsync(stop);
            return ToPage(Back, Said.Of("Kommunen har fått det. Du får veta när det är publicerat.", "The municipality has it. You will see here when it is published."));
        }
        var result = await DraftPublishing.PublishAsync(Portal, publishing, Draft, listing, form, Now, stop);
        Note(result.ListingId is { } now ? $"listing:{now}" : About, result.Outcome is WriteOutcome.Written or WriteOutcome.Unchanged or WriteOutcome.Pending ? "published" : "not published", $"{result.Outcome} {result.Reason}".Trim());
        await Portal.SaveChangesAsync(stop);
        return result.Outcome switch
        {
            WriteOutcome.Written or WriteOutcome.Unchanged => ToPage($"/listings/{result.ListingId}", Said.Of("Publicerat. Det syns överallt inom en minut.", "Published. It shows everywhere within a minute.")),
            WriteOutcome.Pending => ToPage("/listings", Said.Of("Det är taget emot och publiceras så snart det går.", "It was taken and is published as soon as possible.")),
            WriteOutcome.Overtaken => ToPage(Address, Said.Of("Någon annan publicerade just något här. Ditt utkast finns kvar: titta igenom det och publicera igen.", "Somebody else just published something here. Your draft is still there: look through it and publish again.")),
            _ => ToPage(Address, Said.Of("Det gick inte att publicera: ", "It could not be published: ") + result.Reason),
        };
    }

    string About => listing is null ? $"draft:{Draft!.Id}" : $"listing:{listing.Id}";

    async Task<IActionResult> SaveAsync(string? id, Guid? draft, bool isToBeShown, int attempt = 1)
    {
        if (await LoadAsync(id, draft) is not { } held)
        {
            return NotFound();
        }
        var (typed, was) = ListingForm.Of(Kind, Request.Form);
        var edited = typed.Besides(was);
        // A box that was changed here and elsewhere meanwhile, not to the same, is for a person to decide.
        var clashes = edited.Besides(held).Typed.Keys.Where(box => held.Typed.GetValueOrDefault(box, "") != was.Typed[box]).ToHashSet();
        if (clashes.Count > 0)
        {
            Theirs = [.. ListingForm.FieldsOf(Kind).Where(field => clashes.Contains(field.Name)).Select(field => (field, edited.Typed[field.Name], held.Typed.GetValueOrDefault(field.Name, "")))];
            Show(held.With(edited), held, withFaults: false);
            return Conflicted();
        }
        var form = held.With(edited);
        if (!await KeepAsync(form, attempt))
        {
            // Somebody saved between our look and our saving: the same once more upon what they saved.
            return await SaveAsync(id, draft, isToBeShown, attempt + 1);
        }
        if (!isToBeShown)
        {
            return ToPage(Address, Said.Of("Sparat.", "Saved."));
        }
        if (form.Over(Base()).Faults.Count == 0)
        {
            return LocalRedirect($"{Request.PathBase}{Address}?look=true");
        }
        Revision = Draft!.Revision;
        Show(form, form, withFaults: true);
        return Again();
    }

    /// <returns>Whether it was kept: not when somebody else saved just now.</returns>
    async Task<bool> KeepAsync(ListingForm form, int attempt)
    {
        if (Draft is null)
        {
            Draft = new Draft { Id = Guid.CreateVersion7(), ListingId = listing!.Id, OrganisationId = listing.Owner!.Id, Form = "", State = DraftState.Open, Replaces = listing.Now.Version, SavedAt = Now };
            Portal.Drafts.Add(Draft);
        }
        // Only what is another: the rest goes on following what is published.
        (Draft.Form, Draft.State, Draft.SavedAt, Draft.SavedBy) = (form.Besides(ListingForm.Of(Base())).ToJson(), DraftState.Open, Now, Me.Person.Id);
        Draft.Revision++;
        try
        {
            await Portal.SaveChangesAsync(HttpContext.RequestAborted);
            return true;
        }
        catch (DbUpdateException) when (attempt < MostAttempts)
        {
            Portal.ChangeTracker.Clear();
            return false;
        }
    }

    async Task<IActionResult> ChangeImagesAsync(string? id, Guid? draft, Func<IReadOnlyList<Image>, IReadOnlyList<Image>> change, string done)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await LoadAsync(id, draft) is not { } held)
            {
                return NotFound();
            }
            var images = change(ImageBox.Read(held.Typed.GetValueOrDefault(ImageBox.Name, "")));
            if (await KeepAsync(held.With(new ListingForm(Kind, new Dictionary<string, string> { [ImageBox.Name] = ImageBox.Write(images) })), attempt))
            {
                return ToPage(Address + "#images", done);
            }
        }
    }

    /// <returns>What stands in the boxes; null: there is no such thing for this person.</returns>
    async Task<ListingForm?> LoadAsync(string? id, Guid? draftId)
    {
        var stop = HttpContext.RequestAborted;
        if (id is not null)
        {
            listing = await access.OpenAsync(Me, id, stop);
            // What nobody owns an editor changes on behalf of no organisation: it is claimed first.
            if (listing is null or { Owner: null } or { Now.Decisions.Closed: not null })
            {
                return null;
            }
            Draft = await Portal.Drafts.SingleOrDefaultAsync(draft => draft.ListingId == id, stop);
            Kind = listing.Now.Content!.Kind;
            IsPublishedAtOnce = listing.IsPublishedAtOnce;
        }
        else
        {
            Draft = await Portal.Drafts.SingleOrDefaultAsync(draft => draft.Id == draftId && draft.ListingId == null, stop);
            if (Draft is null || !Me.BelongsTo(Draft.OrganisationId))
            {
                return null;
            }
            Kind = ListingForm.FromJson(Draft.Form).Kind;
            IsPublishedAtOnce = Me.IsRegional || Me.Organisations.Single(one => one.Id == Draft.OrganisationId).IsTrusted;
        }
        Revision = Draft?.Revision ?? 0;
        var published = ListingForm.Of(Base());
        var form = Draft is null ? published : published.With(ListingForm.FromJson(Draft.Form));
        Title = form.Typed.GetValueOrDefault("title-sv") is { Length: > 0 } title ? title : Said.Of("Utan namn", "Without a name");
        return form;
    }

    RecordContent Base() => listing?.Now.Content ?? publishing.Empty(Kind);

    /// <param name="held">What comes back is compared with.</param>
    void Show(ListingForm form, ListingForm held, bool withFaults)
    {
        var today = Now.InZone(region.Zone).Date;
        Faults = withFaults ? form.Over(Base()).Faults : Faults;
        Fields = [.. ListingForm.FieldsOf(Kind).Where(field => field.Shape != FieldShape.Kept && form.Typed.ContainsKey(field.Name)).Select(field => new ShownField(
            field, form.Typed[field.Name], held.Typed.GetValueOrDefault(field.Name, ""), Faults.GetValueOrDefault(field.Name), listing?.Now.Origins.FirstOrDefault(origin => origin.Field == field.Field && (origin.By is not null || form.Typed[field.Name].Length > 0)), field.Choices(Kind), today))];
        Images = ImageBox.Read(form.Typed.GetValueOrDefault(ImageBox.Name, ""));
        Missing = [.. Languages.All.Where(language => form.Typed.GetValueOrDefault($"description-{language}") is null or "").Select(NameOf)];
    }

    static string? Word(string? given) => new string([.. (given ?? "").Where(c => !char.IsControl(c))]).Trim() is { Length: > 0 and <= LongestWord } text ? text : null;

    static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    PageResult Conflicted()
    {
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
