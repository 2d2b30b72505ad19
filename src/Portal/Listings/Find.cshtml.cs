using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.Listings;

/// <summary>Search by name or place: before anything can be claimed or made.</summary>
sealed class FindModel(PortalContext portal, ListingFinder finder) : PortalPage(portal)
{
    public const int LongestName = 120;

    public string? Name { get; private set; }

    /// <summary>Null: nothing was asked for yet.</summary>
    public IReadOnlyList<FoundListing>? Found { get; private set; }

    public async Task OnGetAsync(string? name)
    {
        Name = name?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestName)] : null;
        Found = Name is null ? null : await finder.FindAsync(Name, HttpContext.RequestAborted);
    }
}
