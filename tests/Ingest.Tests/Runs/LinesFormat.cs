using System.Text;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using NodaTime.Text;

namespace Besoksnaring.Ingest.Tests.Runs;

/// <summary>
/// A format for tests: <c>id|title|date</c> a line. <c>!id</c> cannot be read, <c>!</c> not even its id, <c>#</c> is no
/// record, <c>next:path</c> names the next page, and what does not end in <c>END</c> was cut off.
/// </summary>
sealed class LinesFormat : IProviderFormat
{
    public string Name => "lines";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => [];

    public Uri? Next(Document page, int pages, Provider provider) =>
        Lines(page).FirstOrDefault(line => line.StartsWith("next:", StringComparison.Ordinal)) is { } line ? new Uri(page.Address, line[5..]) : null;

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        foreach (var (line, where) in snapshot.Documents.SelectMany(document => Lines(document).Select((line, index) => (line, $"{document.Name} line {index + 1}"))))
        {
            if (line.StartsWith('!'))
            {
                yield return new ReadItem.Unreadable(line.Length > 1 ? line[1..] : null, where, "title: is missing", line);
            }
            else if (line.StartsWith('#'))
            {
                yield return new ReadItem.Skipped(where, "a heading");
            }
            else if (line.Contains('|', StringComparison.Ordinal))
            {
                yield return Record(line.Split('|'), where, provider);
            }
        }
        if (!Lines(snapshot.Documents[^1]).Contains("END"))
        {
            yield return new ReadItem.Incomplete("the file is cut off");
        }
    }

    public static string Of(IEnumerable<string> ids) => string.Join('\n', ids.Select(id => $"{id}|Title of {id}")) + "\nEND\n";

    static ReadItem.Record Record(string[] parts, string where, Provider provider) => new(parts[0], new RecordContent
    {
        Kind = ListingKind.Event,
        Title = new LocalizedText("sv", parts[1]),
        Source = new RecordSource { Rank = provider.Rank, Licence = provider.Licence.Id },
        UnmappedCategories = ["Övrigt"],
        Place = new RecordPlace { Name = "Ingenstans alls" },
        Schedule = parts.Length < 3 ? null : new Schedule
        {
            TimeZone = "Europe/Stockholm",
            Occurrences = [new GivenOccurrence { StartDate = LocalDatePattern.Iso.Parse(parts[2]).Value }],
        },
    }, where);

    static string[] Lines(Document document) => Encoding.UTF8.GetString(document.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
