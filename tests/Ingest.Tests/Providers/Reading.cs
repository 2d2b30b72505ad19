using System.Text.Json;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using Besoksnaring.Testing;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Providers;

/// <summary>What tests of formats say: a provider with a mapping, documents, and what was read of them.</summary>
static class Reading
{
    public static readonly ReadContext Context = new(Instant.FromUtc(2026, 3, 12, 6, 0));

    public static Provider AProvider(string format, string mapping, string id = "prov") => new()
    {
        Id = id,
        Name = id,
        Organisation = "Test",
        Format = format,
        Address = ["https://prov.example.se/data"],
        Licence = new Licence("CC0-1.0", ["web"]),
        Mapping = JsonDocument.Parse(mapping).RootElement,
    };

    public static Document ADocument(string text, string name = "data", string? type = null) =>
        new(new Uri($"https://prov.example.se/{name}"), type, System.Text.Encoding.UTF8.GetBytes(text));

    public static IReadOnlyList<ReadItem> Read(Provider provider, params Document[] documents)
    {
        Assert.Empty(ProviderFormats.Faults(provider));
        return [.. ProviderFormats.All[provider.Format].Read(new Snapshot(documents), provider, Context)];
    }

    public static IReadOnlyList<ReadItem> Read(string format, string mapping, string text) => Read(AProvider(format, mapping), ADocument(text));

    /// <summary>The one record of a text that must hold exactly one, whole.</summary>
    public static ReadItem.Record TheRecord(string format, string mapping, string text) =>
        Assert.IsType<ReadItem.Record>(Assert.Single(Read(format, mapping, text)));

    public static string RealRegistry { get; } = FindInRepository("tests/providers.real.json");

    public static ProviderRegistry Real { get; } = ProviderRegistry.Load(RealRegistry);

    public static Provider RealProvider(string id) => Real.Providers.Single(provider => provider.Id == id);

    /// <summary>The real documents of a provider of the real registry, as fetching would bring them.</summary>
    public static Document[] RealDocuments(Provider provider) => [.. provider.Address
        .SelectMany(address => Files(SharedData.Folder, address["file:".Length..]))
        .Select(path => new Document(new Uri(path), null, File.ReadAllBytes(path)))];

    public static IReadOnlyList<ReadItem> ReadReal(string id) => Read(RealProvider(id), RealDocuments(RealProvider(id)));

    public static string FindInRepository(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Besoksnaring.sln")))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }
        throw new DirectoryNotFoundException("The repository was not found.");
    }

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(folder, Path.GetDirectoryName(pattern) ?? ""), Path.GetFileName(pattern)).Order(StringComparer.Ordinal);
}
