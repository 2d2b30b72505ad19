using System.Text.Json.Nodes;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Sorting;

/// <summary>Where a page of some list ended.</summary>
interface ICursor<T> where T : class, ICursor<T>
{
    static abstract T Sample { get; }

    /// <returns>Null for what we did not write.</returns>
    static abstract T? Read(string text);

    string Sort { get; }

    Instant Now { get; }

    string Write();
}

/// <summary>Reads what <c>_links.next</c> has as <c>after</c>.</summary>
sealed class CursorParameter<T>() : QueryParameter<T?>("after", Meaning, T.Sample.Write()) where T : class, ICursor<T>
{
    const string Meaning = "Where the next page begins, as its link says it: every page is as quick as the first, and what does not move is neither repeated nor skipped. "
        + "Not together with `offset`.";

    public override T? Absent => null;

    public override JsonObject Schema(Known known) => new() { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_-]+$", ["maxLength"] = CursorText.Longest };

    protected override Refusal? Read(IReadOnlyList<string> given, Known known, out T? value, out string canonical)
    {
        value = T.Read(given[0]);
        canonical = given[0];
        return value is null ? Invalid(Quotable.Of(given[0]), $"'{Name}' is not from a link of ours.", ["the address in _links.next, unchanged"]) : null;
    }
}
