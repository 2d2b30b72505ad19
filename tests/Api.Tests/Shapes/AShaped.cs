using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Shapes;
using NodaTime;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Rows as the catalogue could give them, and what a shape makes of them.</summary>
static class AShaped
{
    public static ShapedListing Listing(string kind, string title, string? concept = null, string more = "{}", params ShapedOccurrence[] occurrences)
    {
        var json = new JsonObject
        {
            ["id"] = "abc123",
            ["kind"] = kind,
            ["title"] = title,
            ["contentLanguage"] = new JsonObject { ["title"] = "sv" },
            ["createdAt"] = "2026-01-01T00:00:00Z",
            ["updatedAt"] = "2026-11-22T05:00:00Z",
            ["sources"] = new JsonArray(new JsonObject { ["record"] = "turid:1", ["provider"] = "turid", ["licence"] = "CC0-1.0" }),
        };
        if (concept is not null)
        {
            json["concepts"] = new JsonArray(new JsonObject { ["id"] = concept, ["label"] = "Etikett" });
        }
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            json[name] = value!.DeepClone();
        }
        return new ShapedListing(JsonSerializer.SerializeToUtf8Bytes(json), "tag", occurrences);
    }

    public static ShapedOccurrence At(string start, string? end = null, string zone = "Europe/Stockholm", string status = "scheduled", bool isRun = false)
    {
        var isDate = start.Length == 10;
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var (from, to) = (Read(start), end is null ? (LocalDateTime?)null : Read(end));
        var over = isDate ? to?.PlusDays(1) : to;
        return new ShapedOccurrence(
            from.InZoneLeniently(tz).ToInstant(), over?.InZoneLeniently(tz).ToInstant(), from, to, zone, isDate, status, isRun);
    }

    public static string Write(string shape, params ShapedListing[] rows) => Write(shape, isOne: true, rows);

    public static string Write(string shape, bool isOne, params ShapedListing[] rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var page = new ShapedPage("Värmland", "https://data.example.se/api/v1/listings?f=" + shape, "https://data.example.se", "sv", rows) { IsOne = isOne };
        using var writer = Shape.Of(shape).Open!(buffer, page);
        writer.Begin();
        foreach (var row in rows)
        {
            writer.Row(row);
        }
        writer.End();
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer.WrittenSpan);
    }

    static LocalDateTime Read(string text) => text.Length == 10
        ? NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value.AtMidnight()
        : NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(text).Value;
}
