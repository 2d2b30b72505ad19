using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Besoksnaring.Ingest.Registry;
using NJsonSchema;

namespace Besoksnaring.Ingest.Tests.Registry;

/// <summary>The published schema and the loader agree on what a registry is.</summary>
public sealed class SchemaTests : IDisposable
{
    static readonly string[] Ours = ["tests/providers.real.json", "deploy/sample/providers.json"];

    readonly ARegistry registry = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    static Task<JsonSchema> SchemaAsync() => JsonSchema.FromFileAsync(Path.Combine(Root(), "docs", "providers.schema.json"), Ct);

    [Fact]
    public async Task The_registries_we_ship_are_right_by_both()
    {
        var schema = await SchemaAsync();
        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(registry.Write(ARegistry.Entry()), Ct)));
        foreach (var file in Ours.Select(name => Path.Combine(Root(), name)).Where(File.Exists))
        {
            Assert.Empty(schema.Validate(await File.ReadAllTextAsync(file, Ct)));
            Assert.NotEmpty(ProviderRegistry.Load(file).Providers);
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_the_schema_refuses_the_loader_refuses_too(string field, string? json)
    {
        var entry = ARegistry.Entry();
        entry.Remove(field);
        if (json is not null)
        {
            entry[field] = JsonNode.Parse(json);
        }
        var file = registry.Write(entry);
        Assert.NotEmpty((await SchemaAsync()).Validate(await File.ReadAllTextAsync(file, Ct)));
        Assert.Throws<RegistryException>(() => ProviderRegistry.Load(file));
    }

    /// <summary>All that the loader's own tests spoil, but for what a schema cannot know.</summary>
    public static TheoryData<string, string?> Wrong()
    {
        string[] beyond = ["private", "disguised", "leaves filesFolder", "last part only", "pattern of dated files", "cron"];
        var cases = new TheoryData<string, string?>();
        foreach (var row in ProviderRegistryTests.Wrong)
        {
            if (!beyond.Any(word => row.Data.Item4.Contains(word, StringComparison.Ordinal)))
            {
                cases.Add(row.Data.Item1, row.Data.Item2);
            }
        }
        return cases;
    }

    public void Dispose() => registry.Dispose();
}
