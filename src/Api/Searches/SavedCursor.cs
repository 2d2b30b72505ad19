using System.Text.Json.Nodes;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Searches;

/// <summary>Where a page of a saved search begins: which of the cursors it is depends on what is searched, and that reads it again.</summary>
sealed class SavedCursor() : QueryParameter<string?>(EventParameters.After.Name, EventParameters.After.Description, EventParameters.After.Example)
{
    public override string? Absent => null;

    public override JsonObject Schema(Known known) => EventParameters.After.Schema(known);

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out string? value, out string canonical)
    {
        value = canonical = given[0];
        return EventCursor.Read(given[0]) is null && ListingCursor.Read(given[0]) is null
            ? Invalid(given[0], $"'{Name}' is not from a link of ours.", ["the address in _links.next, unchanged"])
            : null;
    }
}
