using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Members;

/// <summary>The parameters that choose members, with the names that the answers' schemas have.</summary>
sealed class MemberParameters
{
    static readonly string[] Always = ["id", "kind"];
    static readonly string[] WholeMembers = NamesOf("Listing");

    MemberParameters(string schema)
    {
        var names = NamesOf(schema);
        Fields = Chosen("fields", "Show only these members of a listing, and its `id` and `kind`: a smaller answer. With texts or images comes what they may be used for. JSON only.", "title", names);
        Include = Chosen("include", "Show these members besides, as the listing itself has them; in place of the list's where both have one. JSON only.", "description", WholeMembers);
    }

    /// <summary>Of the rows of <c>/listings</c>.</summary>
    public static MemberParameters OfListings { get; } = new("ListingRow");

    /// <summary>Of the rows of <c>/events</c>.</summary>
    public static MemberParameters OfEvents { get; } = new("EventRow");

    /// <summary>Of one listing, which shows all there is without asking.</summary>
    public static MemberParameters OfOne { get; } = new("Listing");

    public WordsParameter Fields { get; }

    public WordsParameter Include { get; }

    public static bool IsAlways(string name) => Always.Contains(name);

    static WordsParameter Chosen(string name, string description, string example, string[] names) => new(name, description, example)
    {
        IsOfJson = true,
        Spellings = _ => names.Select(member => (member, member)),
        Find = (_, text) => names.FirstOrDefault(member => member == text),
    };

    static string[] NamesOf(string schema) =>
        [.. Schemas.All[schema]!["properties"]!.AsObject().Select(member => member.Key).Where(name => !IsAlways(name) && !name.StartsWith('_'))];
}
