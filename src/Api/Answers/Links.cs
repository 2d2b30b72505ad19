using System.Text.Json;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Shapes;

namespace Besoksnaring.Api.Answers;

/// <summary>Links in the national profile's form: <c>{ "href", "rel", "method" }</c> under its name.</summary>
static class Links
{
    public static void Write(Utf8JsonWriter json, string rel, string href) => Write(json, new Link(rel, href, rel, null));

    public static void Write(Utf8JsonWriter json, Link link)
    {
        var isPosted = SearchAddress.IsTooLong(link.Href);
        json.WriteStartObject(link.Name);
        json.WriteString("href", isPosted ? SearchAddress.Posted(link.Href) : link.Href);
        json.WriteString("rel", link.Rel);
        json.WriteString("method", isPosted ? "POST" : "GET");
        if (isPosted)
        {
            SearchAddress.WriteBody(json, link.Href);
        }
        if (link.Type is not null)
        {
            json.WriteString("type", link.Type);
        }
        json.WriteEndObject();
    }

    /// <summary>The links of one page of a list: the others, and the same in other shapes where there are any.</summary>
    public static void WritePage(Utf8JsonWriter json, string address, QueryValues query, Page page, bool hasShapes)
    {
        json.WriteStartObject("_links");
        Write(json, "self", address + query.Write());
        foreach (var (rel, href) in Pages(address, query, page))
        {
            Write(json, rel, href);
        }
        foreach (var alternate in hasShapes ? Alternates(address, query) : [])
        {
            Write(json, alternate);
        }
        json.WriteEndObject();
    }

    /// <returns>The other pages. One that <see cref="Parameters.Offset"/> cannot reach has no link, unless the list goes on from where a page ended.</returns>
    public static IEnumerable<(string Rel, string Href)> Pages(string address, QueryValues query, Page page)
    {
        var first = address + query.WriteWithout(Parameters.Offset, ListingParameters.After);
        yield return ("first", first);
        if (page.Offset > 0)
        {
            yield return ("prev", At(Math.Max(0, page.Offset - page.Limit)));
        }
        var next = page.Offset + page.Limit;
        if (page.Next is null && next < page.Total && next <= Parameters.Offset.Maximum)
        {
            yield return ("next", At(next));
        }
        if (page.Next is { Length: > 0 } place)
        {
            yield return ("next", With(ListingParameters.After.Name, place));
        }
        // Counted from the first row, so that every page but the last is full.
        var last = page.Total == 0 ? 0 : (page.Total - 1) / page.Limit * page.Limit;
        if (last <= Parameters.Offset.Maximum)
        {
            yield return ("last", At((int)last));
        }

        string At(int offset) => offset == 0 ? first : With(Parameters.Offset.Name, offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string With(string name, string value) => $"{first}{(first.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={value}";
    }

    /// <returns>The same answer in each shape but JSON.</returns>
    public static IEnumerable<Link> Alternates(string address, QueryValues query) => Shape.All
        .Where(shape => shape != Shape.Json)
        .Select(shape => new Link(shape.Name, address + query.Write(shape: shape.Name), "alternate", shape.MediaType));
}

/// <param name="Name">Its name among the links.</param>
/// <param name="Type">Media type of what is there, where that is not JSON.</param>
readonly record struct Link(string Name, string Href, string Rel, string? Type);

/// <param name="Total">Rows in all pages together.</param>
readonly record struct Page(long Total, int Limit, int Offset)
{
    /// <summary>Other words to search for, where these found nothing.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Where the next page of a list begins that goes on from where one ended; empty when nothing comes after. Null: pages are counted.</summary>
    public string? Next { get; init; }
}
