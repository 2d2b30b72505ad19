using System.IO.Compression;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Documents;

/// <summary>A zip read with limits on entries and on bytes that really come out, whatever its directory says.</summary>
sealed class GuardedZip : IDisposable
{
    public const int MaxEntries = 600_000;
    public const int MaxEntryBytes = 16 * 1024 * 1024;
    public const long MaxBytes = 2L * 1024 * 1024 * 1024;

    readonly ZipArchive archive;
    readonly Dictionary<string, ZipArchiveEntry> entries;
    long left = MaxBytes;

    GuardedZip(ZipArchive archive)
    {
        this.archive = archive;
        entries = archive.Entries.GroupBy(entry => entry.FullName, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
    }

    /// <summary>Whether nothing more will come out of it.</summary>
    public bool IsSpent => left <= 0;

    public static GuardedZip? Open(Document document, out string? fault)
    {
        try
        {
            var archive = new ZipArchive(new MemoryStream(document.Bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            fault = archive.Entries.Count > MaxEntries ? $"has more than {MaxEntries} entries" : null;
            if (fault is null)
            {
                return new GuardedZip(archive);
            }
            archive.Dispose();
            return null;
        }
        catch (InvalidDataException exception)
        {
            fault = $"is cut off or no zip: {exception.Message}";
            return null;
        }
    }

    public byte[]? Read(string path, out string? fault)
    {
        if (!entries.TryGetValue(path, out var entry))
        {
            fault = $"{path} is missing";
            return null;
        }
        try
        {
            using var stream = entry.Open();
            var limit = (int)Math.Min(MaxEntryBytes, left);
            var buffer = new MemoryStream();
            var chunk = new byte[81920];
            for (int read; (read = stream.Read(chunk)) > 0;)
            {
                left -= read;
                if (buffer.Length + read > limit)
                {
                    fault = $"{path} is larger than we read";
                    return null;
                }
                buffer.Write(chunk, 0, read);
            }
            fault = null;
            return buffer.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException)
        {
            fault = $"{path} cannot be unpacked: {exception.Message}";
            return null;
        }
    }

    public void Dispose() => archive.Dispose();
}
