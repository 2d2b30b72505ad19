using System.Text.Json;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Answers;

/// <summary>Links in the national profile's form: <c>{ "href", "rel", "method" }</c> under its name.</summary>
static class Links
{
    public static void Write(Utf8JsonWriter json, string rel, string href)
    {
        json.WriteStartObject(rel);
        json.WriteString("href", href);
        json.WriteString("rel", rel);
        json.WriteString("method", "GET");
        json.WriteEndObject();
    }

    /// <summary>The links of one page of a list. A page that <see cref="Parameters.Offset"/> cannot reach has no link.</summary>
    public static void WritePage(Utf8JsonWriter json, string address, QueryValues query, Page page)
    {
        json.WriteStartObject("_links");
        Write(json, "self", address + query.Write());
        Write(json, "first", address + query.Write(0));
        if (page.Offset > 0)
        {
            Write(json, "prev", address + query.Write(Math.Max(0, page.Offset - page.Limit)));
        }
        var next = page.Offset + page.Limit;
        if (next < page.Total && next <= Parameters.Offset.Maximum)
        {
            Write(json, "next", address + query.Write(next));
        }
        // Counted from the first row, so that every page but the last is full.
        var last = page.Total == 0 ? 0 : (page.Total - 1) / page.Limit * page.Limit;
        if (last <= Parameters.Offset.Maximum)
        {
            Write(json, "last", address + query.Write((int)last));
        }
        json.WriteEndObject();
    }
}

/// <param name="Total">Rows in all pages together.</param>
readonly record struct Page(long Total, int Limit, int Offset);
