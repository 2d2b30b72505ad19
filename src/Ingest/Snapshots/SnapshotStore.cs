using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Besoksnaring.Contracts;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Ingest.Snapshots;

/// <summary>A snapshot as kept: when the provider said so, and the hash of every byte.</summary>
sealed record KeptSnapshot(Snapshot Snapshot, Instant AsOf, string Hash);

/// <summary>
/// Raw snapshots on disk, one zip per answer, with a manifest: anyone can look into them with common tools. A file is
/// written under another name, flushed, and renamed: one that is there is whole.
/// </summary>
sealed class SnapshotStore(IOptions<IngestOptions> options, IClock clock)
{
    const string ManifestName = "manifest.json";
    static readonly InstantPattern NamePattern = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmssfff'Z'");
    readonly IngestOptions options = options.Value;

    /// <summary>The same for the same documents in the same order, wherever they were fetched.</summary>
    public static string HashOf(Snapshot snapshot)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var document in snapshot.Documents)
        {
            hash.AppendData(BitConverter.GetBytes((long)document.Bytes.Length));
            hash.AppendData(document.Bytes.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Keeps a snapshot and drops those that need not be kept any longer.</summary>
    public void Keep(string provider, Guid runId, KeptSnapshot kept)
    {
        var folder = Directory.CreateDirectory(FolderOf(provider)).FullName;
        var path = Path.Combine(folder, $"{NamePattern.Format(clock.GetCurrentInstant())}_{kept.Hash[..12]}.zip");
        var unfinished = path + $".{runId:N}.tmp";
        using (var file = new FileStream(unfinished, FileMode.Create))
        {
            Write(file, provider, runId, kept);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
        Drop(folder);
    }

    /// <returns>The snapshots of a provider, the newest first.</returns>
    /// <exception cref="InvalidDataException">A file is not what was written.</exception>
    public IEnumerable<KeptSnapshot> NewestFirst(string provider) =>
        Directory.Exists(FolderOf(provider)) ? Files(FolderOf(provider)).Reverse().Select(Read) : [];

    string FolderOf(string provider) => Path.GetFullPath(Path.Combine(options.SnapshotFolder, provider));

    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.zip").Order(StringComparer.Ordinal);

    static void Write(FileStream file, string provider, Guid runId, KeptSnapshot kept)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var documents = kept.Snapshot.Documents;
        var entries = documents.Select((document, index) => new ManifestEntry(
            $"{index:0000}", document.Address.AbsoluteUri, document.ContentType, document.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(document.Bytes.Span)))).ToList();
        using (var manifest = zip.CreateEntry(ManifestName).Open())
        {
            JsonSerializer.Serialize(manifest, new Manifest(provider, runId, kept.AsOf, kept.Hash, entries), ContractsJson.Options);
        }
        foreach (var (document, entry) in documents.Zip(entries))
        {
            using var content = zip.CreateEntry(entry.Name, CompressionLevel.Fastest).Open();
            content.Write(document.Bytes.Span);
        }
    }

    static KeptSnapshot Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var stream = (zip.GetEntry(ManifestName) ?? throw Damaged(path, "it has no manifest")).Open();
        var manifest = JsonSerializer.Deserialize<Manifest>(stream, ContractsJson.Options) ?? throw Damaged(path, "its manifest is empty");
        var snapshot = new Snapshot([.. manifest.Documents.Select(entry => new Document(new Uri(entry.Address), entry.ContentType, ReadEntry(path, zip, entry)))]);
        return HashOf(snapshot) == manifest.Sha256
            ? new KeptSnapshot(snapshot, manifest.AsOf, manifest.Sha256)
            : throw Damaged(path, "its bytes do not have the hash they were written with");
    }

    static byte[] ReadEntry(string path, ZipArchive zip, ManifestEntry entry)
    {
        using var stream = (zip.GetEntry(entry.Name) ?? throw Damaged(path, $"{entry.Name} is missing")).Open();
        var bytes = new byte[entry.Bytes];
        stream.ReadExactly(bytes);
        return bytes;
    }

    void Drop(string folder)
    {
        var oldest = NamePattern.Format(clock.GetCurrentInstant() - Duration.FromDays(options.SnapshotDays));
        foreach (var file in Files(folder).Reverse().Skip(options.SnapshotsKept).Where(file => string.CompareOrdinal(Path.GetFileName(file), oldest) < 0))
        {
            File.Delete(file);
        }
        // Left by processes that died while writing.
        foreach (var file in Directory.EnumerateFiles(folder, "*.tmp").Where(file => File.GetLastWriteTimeUtc(file) < clock.GetCurrentInstant().ToDateTimeUtc().AddDays(-1)))
        {
            File.Delete(file);
        }
    }

    static InvalidDataException Damaged(string path, string reason) => new($"The snapshot {path} is damaged: {reason}.");

    sealed record Manifest(string Provider, Guid RunId, Instant AsOf, string Sha256, IReadOnlyList<ManifestEntry> Documents);

    sealed record ManifestEntry(string Name, string Address, string? ContentType, int Bytes, string Sha256);
}
