using System.Text.RegularExpressions;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>Files of providers, below one folder and nowhere else: links are followed before that is judged.</summary>
sealed partial class FileSource(string filesFolder, long maxBytes)
{
    /// <returns>The documents that a pattern finds, sorted by name.</returns>
    /// <exception cref="FetchRefusedException">There is none, or one leads out of the folder.</exception>
    public async Task<IReadOnlyList<Document>> ReadAsync(string pattern, CancellationToken cancellationToken)
    {
        var documents = new List<Document>();
        foreach (var file in Find(pattern))
        {
            documents.Add(await ReadFileAsync(file, cancellationToken));
        }
        return documents;
    }

    /// <returns>The first file after the last one read, or null when there is none.</returns>
    public async Task<(Document Document, Instant AsOf)?> NextAsync(string pattern, string? lastFile, CancellationToken cancellationToken)
    {
        var next = Find(pattern).FirstOrDefault(file => string.CompareOrdinal(Path.GetFileName(file), lastFile) > 0);
        return next is null ? null : (await ReadFileAsync(next, cancellationToken), AsOf(next));
    }

    List<string> Find(string pattern)
    {
        if (AddressRules.Fault("file:" + pattern, allowPrivate: false) is { } reason)
        {
            throw new FetchRefusedException($"file:{pattern} {reason}");
        }
        var path = Path.Combine(filesFolder, pattern);
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var found = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, name, new EnumerationOptions { MatchType = MatchType.Simple, MatchCasing = MatchCasing.CaseSensitive })
                .Order(StringComparer.Ordinal).ToList()
            : [];
        return found.Count > 0 ? found : throw new FetchRefusedException($"there is no file {path}");
    }

    async Task<Document> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        var root = RealPath(filesFolder) + Path.DirectorySeparatorChar;
        var real = RealPath(file);
        if (!real.StartsWith(root, StringComparison.Ordinal))
        {
            throw new FetchRefusedException($"{file} leads to {real}, which is not below {filesFolder}");
        }
        if (new FileInfo(real).Length > maxBytes)
        {
            throw new FetchRefusedException($"{file} is larger than {maxBytes:N0} bytes");
        }
        return new Document(new Uri(file), ContentType: null, await File.ReadAllBytesAsync(real, cancellationToken));
    }

    /// <summary>A dated file speaks as of its date; one without, as of when it was written.</summary>
    static Instant AsOf(string file)
    {
        var date = DateInName().Match(Path.GetFileName(file));
        return date.Success && LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(date.Value.Replace("-", "", StringComparison.Ordinal)) is { Success: true } parsed
            ? (parsed.Value + new LocalTime(12, 0)).InZoneLeniently(RunCalendar.Zone).ToInstant()
            : Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(file));
    }

    /// <summary>Every part of the path may be a link; the framework resolves only the last.</summary>
    static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in Path.GetFullPath(path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = info.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : next;
        }
        return real;
    }

    [GeneratedRegex(@"(19|20)\d\d-?\d\d-?\d\d")]
    private static partial Regex DateInName();
}
