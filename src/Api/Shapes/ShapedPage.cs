namespace Besoksnaring.Api.Shapes;

/// <summary>Everything that one shaped answer says.</summary>
/// <param name="Title">What the answer is about, in the language asked for.</param>
/// <param name="Self">Absolute address of this answer.</param>
/// <param name="PublicUrl">Where all our addresses begin.</param>
/// <param name="Rows">In the order of the answer.</param>
sealed record ShapedPage(string Title, string Self, string PublicUrl, string Language, IReadOnlyList<ShapedListing> Rows)
{
    /// <summary>The answer is about one listing: its only row, not a list of one.</summary>
    public bool IsOne { get; init; }

    /// <summary>Rows in all pages together; null: not counted.</summary>
    public long? Total { get; init; }

    /// <summary>Absolute addresses of other pages of the same list, by relation: <c>first</c>, <c>prev</c>, <c>next</c>, <c>last</c>.</summary>
    public IReadOnlyList<(string Rel, string Href)> Pages { get; init; } = [];

    public string AddressOf(ListingFacts listing) => $"{PublicUrl}/api/v1/listings/{listing.Id}";
}
