using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Providers;

/// <summary>The bundled sample region: shows every kind, all formats and all six languages, without a fault or an unknown word.</summary>
public class SampleTests
{
    static readonly string Folder = Path.GetDirectoryName(Reading.FindInRepository("deploy/sample/providers.json"))!;
    static readonly ProviderRegistry Registry = ProviderRegistry.Load(Path.Combine(Folder, "providers.json"));
    static readonly List<(Provider Provider, ReadItem Item)> Items = [.. Registry.Providers.SelectMany(provider =>
        Reading.Read(provider, [.. provider.Address.Select(a => Path.Combine(Folder, a["file:".Length..])).Select(path => new Document(new Uri(path), null, File.ReadAllBytes(path)))])
            .Select(item => (provider, item)))];
    static readonly List<(Provider Provider, ReadItem.Record Record)> Records =
        [.. Items.Where(i => i.Item is ReadItem.Record).Select(i => (i.Provider, (ReadItem.Record)i.Item))];

    [Fact]
    public void It_is_read_without_a_fault()
    {
        Assert.DoesNotContain(Items, i => i.Item is ReadItem.Unreadable or ReadItem.Incomplete);
        Assert.Empty(Records.Where(r => r.Record.Warning is not null).Select(r => $"{r.Record.RecordId} {r.Record.Warning}"));
        Assert.Empty(Records.SelectMany(r => r.Record.Content.UnmappedCategories));
        Assert.Equal(Records.Count, Records.Select(r => (r.Provider.Id, r.Record.RecordId)).Distinct().Count());
    }

    [Fact]
    public void It_shows_every_kind_every_format_and_all_six_languages()
    {
        Assert.Equal(Enum.GetValues<ListingKind>().Order(), Records.Select(r => r.Record.Content.Kind).Distinct().Order());
        Assert.Equal(ProviderFormats.All.Keys.Order(), Registry.Providers.Select(p => p.Format).Distinct().Order());
        Assert.All(Vocabularies.Languages.All, language =>
            Assert.True(Records.Count(r => r.Record.Content.Summary[language] is not null || r.Record.Content.Description[language] is not null) >= 50, language));
        Assert.InRange(Records.Count, 200, 400);
    }

    [Fact]
    public void Every_record_says_where_it_is_and_is_in_the_region()
    {
        var region = Vocabularies.Region.Load(Path.Combine(Folder, "providers.json"));
        var lost = Records.Where(r => Vocabularies.Places.PlaceResolver.Resolve(r.Record.Content.Place, r.Record.Content.Organizer, region).Municipality is null)
            .Select(r => $"{r.Provider.Id}:{r.Record.RecordId} {r.Record.Content.Title}").ToList();
        Assert.Equal("", string.Join("; ", lost));
        var found = Records.Select(r => Vocabularies.Places.PlaceResolver.Resolve(r.Record.Content.Place, r.Record.Content.Organizer, region).Municipality).OfType<string>().ToList();
        string[] sixteen = ["1715", "1730", "1737", "1760", "1761", "1762", "1763", "1764", "1765", "1766", "1780", "1781", "1782", "1783", "1784", "1785"];
        Assert.Equal("", string.Join(", ", sixteen.Except(found)));
        Assert.Equal("", string.Join(", ", found.Except(sixteen)));
    }

    [Fact]
    public void Bathing_places_come_from_two_providers() =>
        Assert.Equal(74, Records.SelectMany(r => r.Record.Content.SharedIds).Where(id => id.StartsWith("eu-", StringComparison.Ordinal)).GroupBy(id => id).Count(g => g.Count() == 2));

    [Fact]
    public void Its_events_do_not_run_out_before_2029()
    {
        var events = Records.Where(r => r.Record.Content.Schedule is not null).Select(r => r.Record.Content.Schedule!).ToList();
        for (var year = 2026; year <= 2028; year++)
        {
            Assert.True(events.Count(e => e.Recurrences.Count > 0 || e.Occurrences.Any(o => o.StartDate.Year == year)) >= 30, $"{year}");
        }
        Assert.True(events.Count(e => e.Recurrences.Count > 0) >= 10);
        Assert.Contains(events, e => e.Occurrences.Any(o => o.StartDate > new LocalDate(2029, 1, 1)));
    }
}
