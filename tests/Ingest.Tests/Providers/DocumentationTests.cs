using System.Text.Json;
using System.Text.RegularExpressions;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using NJsonSchema;

namespace Besoksnaring.Ingest.Tests.Providers;

/// <summary>What docs/providers.md and the mapping's schema say is what the program does.</summary>
public partial class DocumentationTests
{
    [Theory]
    [InlineData("csv", "Sjöstugan", 1)]
    [InlineData("json", "Sommarrevyn", 1)]
    [InlineData("ical", "Quiz", 1)]
    public void Examples_work(string format, string title, int records)
    {
        var blocks = Block().Matches(File.ReadAllText(Reading.FindInRepository("docs/providers.md"))).Select(m => (Info: m.Groups[1].Value, Text: m.Groups[2].Value)).ToList();
        var input = blocks.Single(b => b.Info == format || b.Info == $"json input={format}").Text;
        var mapping = blocks.Single(b => b.Info == $"json example={format}").Text;
        var items = Reading.Read(format, mapping, input);
        Assert.Equal(records, items.Count);
        Assert.Equal(title, Assert.IsType<ReadItem.Record>(items[0]).Content.Title["sv"]);
        Assert.Empty(((ReadItem.Record)items[0]).Content.UnmappedCategories);
    }

    [Fact]
    public async Task Every_mapping_that_works_follows_the_schema()
    {
        var schema = await JsonSchema.FromFileAsync(Reading.FindInRepository("src/Ingest/Providers/Mapping/mapping.schema.json"), TestContext.Current.CancellationToken);
        var sample = ProviderRegistry.Load(Reading.FindInRepository("deploy/sample/providers.json"));
        var mappings = Reading.Real.Providers.Concat(sample.Providers).Where(p => p.Mapping is not null).Select(p => (p.Id, p.Mapping!.Value.GetRawText()))
            .Concat(Directory.GetFiles(Reading.FindInRepository("src/Ingest/Providers"), "*.mapping.json", SearchOption.AllDirectories).Select(path => (path, File.ReadAllText(path))));
        Assert.All(mappings, mapping => Assert.Empty(schema.Validate(mapping.Item2).Select(error => $"{mapping.Item1} {error.Path} {error.Kind}")));
        Assert.NotEmpty(schema.Validate("""{ "feilds": {} }"""));
        Assert.NotEmpty(schema.Validate("""{ "fields": { "titel": "x" } }"""));
    }

    [GeneratedRegex("```([a-z]+(?: [a-z]+=[a-z]+)?)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
