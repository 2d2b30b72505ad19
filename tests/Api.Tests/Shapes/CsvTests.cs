using Besoksnaring.Api.Tests.Catalogue;
using CsvHelper;

namespace Besoksnaring.Api.Tests.Shapes;

/// <summary>Read by CsvHelper, strictly.</summary>
public sealed class CsvTests(ServedCatalogue catalogue)
{
    [Fact]
    public async Task One_row_for_each_listing()
    {
        var text = await catalogue.TextAsync("/api/v1/listings?f=csv&limit=100", "text/csv");
        Assert.StartsWith("id,kind,title,", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var rows = Read(text);
        Assert.Equal(65, rows.Count);
        var concert = rows.Single(row => row["title"] == "Konsert i Karlstads domkyrka");
        Assert.Equal(("2026-12-08T19:00", "", "minute", "59.381", "1780"), (concert["start"], concert["end"], concert["timePrecision"], concert["latitude"], concert["municipalityCode"]));
        Assert.Equal(("2026-06-01", "2027-08-31", "date"), rows.Where(row => row["title"] == "Ångbåtens dag").Select(row => (row["start"], row["end"], row["timePrecision"])).Single());
    }

    [Fact]
    public void Texts_come_back_as_they_were()
    {
        const string Title = "Ett \"citat\", en rad\r\noch en till; 🎻 åäö";
        Assert.Equal(Title, Read(AShaped.Write("csv", AShaped.Listing("event", Title))).Single()["title"]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\")", "'=HYPERLINK(\"https://evil.example\")")]
    [InlineData("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3+cmd|x", "'-2+3+cmd|x")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("+46 (0)54-12 34 56", "+46 (0)54-12 34 56")]
    [InlineData("1=1", "1=1")]
    public void Nothing_runs_in_a_spreadsheet(string title, string cell) =>
        Assert.Equal(cell, Read(AShaped.Write("csv", AShaped.Listing("event", title))).Single()["title"]);

    static List<Dictionary<string, string>> Read(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false, OnMalformedRecord = bad => throw new FormatException(bad.ToString()) });
        var lines = new List<string[]>();
        while (reader.Read())
        {
            lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]);
        }
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
