using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Tests.Providers;

/// <summary>What is cut off, empty or of another kind is never taken for a whole answer, and never throws.</summary>
public class CutOffTests
{
    static readonly string Folder = Path.GetDirectoryName(Reading.FindInRepository("deploy/sample/providers.json"))!;
    static readonly ProviderRegistry Sample = ProviderRegistry.Load(Path.Combine(Folder, "providers.json"));

    public static TheoryData<string> Providers => [.. Sample.Providers.Select(p => p.Id)];

    /// <summary>At 150 places spread over the file and at each of the last 40 bytes; a cut that only loses trailing white space loses nothing.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public void A_file_cut_anywhere_is_incomplete(string id)
    {
        var (provider, whole) = Given(id);
        var content = whole.Bytes.Span.TrimEnd("\r\n "u8).Length;
        var lengths = Enumerable.Range(0, 150).Select(i => (int)((long)content * i / 150)).Concat(Enumerable.Range(content - 40, 40)).Where(l => l >= 0).Distinct();
        foreach (var length in lengths)
        {
            var items = Read(provider, whole with { Bytes = whole.Bytes[..length] });
            // Lines are the only end that CSV knows: a cut between two of them is seen by fetching (fewer bytes than promised).
            var atLineEnd = provider.Format == "csv" && length > 0 && whole.Bytes.Span[length - 1] is (byte)'\n' or (byte)'\r';
            Assert.True(atLineEnd || items.Any(item => item is ReadItem.Incomplete), $"{id} cut at {length} of {whole.Bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void No_part_of_a_cut_file_says_something_else_than_the_whole(string id)
    {
        var (provider, whole) = Given(id);
        var full = Read(provider, whole).OfType<ReadItem.Record>().ToDictionary(r => r.RecordId, r => Contracts.ContractsJson.HashOf(r.Content));
        for (var i = 1; i < 40; i++)
        {
            var part = Read(provider, whole with { Bytes = whole.Bytes[..(int)((long)whole.Bytes.Length * i / 40)] });
            // A calendar's recurring event may lose a later exception: it is then an Incomplete run's, and the next whole one's to mend.
            Assert.All(part.OfType<ReadItem.Record>().Where(_ => provider.Format != "ical"), record => Assert.Equal(full[record.RecordId], Contracts.ContractsJson.HashOf(record.Content)));
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void An_answer_of_another_kind_is_incomplete_and_holds_no_record(string id)
    {
        var (provider, _) = Given(id);
        string[] answers =
        [
            "", " \n", "null", "{}", "[]", "42", "\"text\"", "<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", "<html></html>",
            """{ "error": { "code": 500, "message": "database" } }""", "Service Unavailable", "<?xml version=\"1.0\"?><error/>", "\u0000\u0000\u0000", "PK\u0003\u0004",
            "<!DOCTYPE rss [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><rss><channel><item><title>&c;</title></item></channel></rss>",
            new string('[', 100_000), string.Concat(Enumerable.Repeat("<a>", 10_000)), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VEVENT",
        ];
        foreach (var answer in answers)
        {
            var items = Read(provider, Reading.ADocument(answer));
            Assert.DoesNotContain(items, item => item is ReadItem.Record);
            Assert.True(items.Any(item => item is ReadItem.Incomplete), $"{id} took {answer[..Math.Min(40, answer.Length)]} for a whole answer");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_damaged_file_never_throws(string id)
    {
        var (provider, whole) = Given(id);
        var random = new Random(4711);
        for (var i = 0; i < 60; i++)
        {
            var bytes = whole.Bytes.ToArray();
            for (var hit = 0; hit < 1 + (i % 8); hit++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            Assert.NotEmpty(Read(provider, whole with { Bytes = bytes }));
        }
    }

    static List<ReadItem> Read(Provider provider, Document document) => [.. ProviderFormats.All[provider.Format].Read(new Snapshot([document]), provider, Reading.Context)];

    static (Provider, Document) Given(string id)
    {
        var provider = Sample.Providers.Single(p => p.Id == id);
        var path = Path.Combine(Folder, provider.Address[0]["file:".Length..]);
        return (provider, new Document(new Uri(path), null, File.ReadAllBytes(path)));
    }
}
