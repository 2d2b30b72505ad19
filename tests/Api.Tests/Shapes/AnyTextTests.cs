using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CsCheck;
using CsvHelper;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Whatever a provider wrote, every shape can be read and gives it back.</summary>
public sealed class AnyTextTests
{
    static readonly string[] Meaningful =
    [
        "\n", ",", ";", ":", "\"", "'", "\\", "\\n", "<", ">", "&", "]]>", "=", "+", "\t", "BEGIN:VEVENT", "END:VCALENDAR", "</script>", "å", "é", "🎻", "👩‍👩‍👧",
    ];

    /// <summary>What the formats give a meaning to, and whole characters of any kind; the catalogue keeps control characters out.</summary>
    static readonly Gen<string> Texts = Gen
        .OneOf(
            Gen.Int[0, Meaningful.Length - 1].Select(index => Meaningful[index]),
            Gen.Int[0x20, 0x10FFFD].Where(Rune.IsValid).Select(value => new Rune(value)).Where(IsText).Select(rune => rune.ToString()))
        .Array[0, 120]
        .Select(parts => $"x{string.Concat(parts)}x");

    [Fact]
    public void Every_shape_gives_back_what_was_written() => Texts.Sample(
        text =>
        {
            var row = AShaped.Listing("event", text, null, new JsonObject { ["summary"] = text }.ToJsonString(), AShaped.At("2026-12-10T18:00"));
            Assert.Equal(text, JsonNode.Parse(AShaped.Write("jsonld", row))!["name"]!.GetValue<string>());
            Assert.Equal(text, JsonNode.Parse(AShaped.Write("geojson", isOne: false, row, row))!["features"]![1]!["properties"]!["title"]!.GetValue<string>());
            Assert.Equal(text, XDocument.Parse(AShaped.Write("atom", row), LoadOptions.PreserveWhitespace).Descendants(XName.Get("title", "http://www.w3.org/2005/Atom")).Last().Value);
            Assert.Equal(text, Cell(AShaped.Write("csv", row), 2));
            var calendar = AShaped.Write("ics", row);
            Assert.All(calendar.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            Assert.Equal(text, Ical.Net.Calendar.Load(calendar)!.Events.Single().Description!.ReplaceLineEndings("\n"));
        },
        iter: 1_000);

    static bool IsText(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && (!rune.IsBmp || System.Xml.XmlConvert.IsXmlChar((char)rune.Value));

    static string Cell(string table, int column)
    {
        using var reader = CsvReader.FromText(table, new CsvReaderOptions { HasHeader = true, OnMalformedRecord = bad => throw new FormatException(bad.ToString()) });
        Assert.True(reader.Read());
        return reader.GetString(column);
    }
}
