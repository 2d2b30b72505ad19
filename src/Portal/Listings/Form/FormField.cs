using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Portal.Listings.Form;

enum FieldShape
{
    Line,
    Text,

    /// <summary>One thing on each line.</summary>
    Lines,
    Choices,
    Checkbox,

    /// <summary>Never a box on the page, and never taken from what a browser sends.</summary>
    Kept,
}

/// <summary>What a person is asked: one thing, in one box, in words. What it says of the listing is one field of the contract or a part of one.</summary>
/// <param name="Name">In the form, and for ever in drafts: <c>title-sv</c>.</param>
/// <param name="Field">As provenance names it: <c>title.sv</c>.</param>
sealed record FormField(string Name, string Field, FieldShape Shape, string Swedish, string English)
{
    public string SwedishHelp { get; init; } = "";

    public string EnglishHelp { get; init; } = "";

    /// <summary>Empty: all of them.</summary>
    public IReadOnlyList<ListingKind> Kinds { get; init; } = [];

    public bool IsRequired { get; init; }

    public int Longest { get; init; } = 200;

    /// <summary>What a browser may fill in or check: <c>email</c>, <c>tel</c>, <c>url</c>.</summary>
    public string Type { get; init; } = "text";

    /// <summary>Of the six languages, where the text is in another than Swedish.</summary>
    public string? Language { get; init; }

    /// <summary>Value and its words in both languages, of what can be chosen.</summary>
    public Func<ListingKind, IReadOnlyList<(string Value, string Swedish, string English)>> Choices { get; init; } = _ => [];

    /// <returns>What stands in the box; null: it says more than the box can hold, and is left alone.</returns>
    public required Func<RecordContent, string?> Read { get; init; }

    /// <summary>Changes the content by what was typed, which is trimmed and perhaps empty.</summary>
    /// <returns>What is wrong, in Swedish and English; null: nothing.</returns>
    public required Func<RecordContent, string, (RecordContent Content, Fault? Fault)> Write { get; init; }

    public bool IsFor(ListingKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}

/// <summary>What is wrong with what was typed, and what would be right.</summary>
sealed record Fault(string Swedish, string English);
