using System.Text;
using Besoksnaring.Ingest.Snapshots;
using Besoksnaring.Ingest.Tests.Runs;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Snapshots;

public sealed class SnapshotStoreTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;
    readonly FakeClockAt clock = new();

    [Fact]
    public void What_was_kept_is_read_again_byte_for_byte_the_newest_first()
    {
        var store = Store();
        Keep(store, "first", "page two");
        Keep(store, "second");
        var kept = store.NewestFirst("p").ToList();
        Assert.Equal(["second"], Texts(kept[0]));
        Assert.Equal(["first", "page two"], Texts(kept[1]));
        Assert.Equal("text/plain", kept[0].Snapshot.Documents[0].ContentType);
        Assert.Equal(SnapshotStore.HashOf(kept[1].Snapshot), kept[1].Hash);
        Assert.Empty(store.NewestFirst("nobody"));
    }

    [Theory]
    [InlineData("https://example.com/a%20b/c.json?page=2", "c.json")]
    [InlineData("/srv/files/å b.json", "å b.json")]
    public void A_document_keeps_its_address_and_name(string address, string name)
    {
        var store = Store();
        var snapshot = new Snapshot([new Document(new Uri(address), null, new byte[] { 1 })]);
        store.Keep("p", Guid.NewGuid(), new KeptSnapshot(snapshot, clock.GetCurrentInstant(), SnapshotStore.HashOf(snapshot)));
        var document = Assert.Single(store.NewestFirst("p").Single().Snapshot.Documents);
        Assert.Equal((new Uri(address).AbsoluteUri, name), (document.Address.AbsoluteUri, document.Name));
    }

    [Fact]
    public void Where_the_bytes_are_divided_is_part_of_the_hash() =>
        Assert.NotEqual(SnapshotStore.HashOf(ASnapshot("ab", "c")), SnapshotStore.HashOf(ASnapshot("a", "bc")));

    [Fact]
    public void Old_ones_are_dropped_the_last_ones_never()
    {
        var store = Store(kept: 2, days: 3);
        foreach (var day in Enumerable.Range(0, 10))
        {
            Keep(store, $"day {day}");
            clock.Pass(Duration.FromDays(1));
        }
        Assert.Equal(["day 9", "day 8", "day 7"], store.NewestFirst("p").Select(kept => Texts(kept)[0]));
        clock.Pass(Duration.FromDays(100));
        Keep(store, "later");
        Assert.Equal(["later", "day 9"], store.NewestFirst("p").Select(kept => Texts(kept)[0]));
    }

    [Fact]
    public void A_damaged_file_is_told_and_not_read()
    {
        var store = Store();
        Keep(store, "as written");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "p")));
        var bytes = File.ReadAllBytes(file);
        bytes[^40] ^= 0xFF;
        File.WriteAllBytes(file, bytes);
        Assert.ThrowsAny<Exception>(() => store.NewestFirst("p").First());
    }

    SnapshotStore Store(int kept = 10, int days = 30) =>
        new(Options.Create(new IngestOptions { SnapshotFolder = folder, SnapshotsKept = kept, SnapshotDays = days }), clock);

    void Keep(SnapshotStore store, params string[] texts)
    {
        clock.Pass(Duration.FromSeconds(1));
        var snapshot = ASnapshot(texts);
        store.Keep("p", Guid.NewGuid(), new KeptSnapshot(snapshot, clock.GetCurrentInstant(), SnapshotStore.HashOf(snapshot)));
    }

    static Snapshot ASnapshot(params string[] texts) =>
        new([.. texts.Select((text, index) => new Document(new Uri($"https://example.com/{index}"), "text/plain", Encoding.UTF8.GetBytes(text)))]);

    static string[] Texts(KeptSnapshot kept) => [.. kept.Snapshot.Documents.Select(document => Encoding.UTF8.GetString(document.Bytes.Span))];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
