using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Commands;

/// <summary>A dry run, for who writes a mapping: what would happen, and everything that was not understood.</summary>
static class DryReportText
{
    const int Shown = 20;

    public static async Task WriteAsync(Provider provider, DryReport report, TextWriter output)
    {
        await output.WriteLineAsync($"{provider.Id} ({provider.Name}): dry run, nothing is written{(report.File is null ? "" : $"; file {report.File}")}");
        await output.WriteLineAsync($"  compared to {report.ComparedTo}");
        if (report.Difference is not { } difference)
        {
            await output.WriteLineAsync($"  FAILED: {report.Failed}");
            return;
        }
        await output.WriteLineAsync($"  {difference.Seen} seen: {difference.Send.Count(record => record.IsNew)} new, {difference.Send.Count(record => !record.IsNew)} changed, "
            + $"{difference.Unchanged} unchanged, {difference.Vanished.Count} tombstoned, {difference.Unreadable.Count} unreadable; {difference.Skipped} skipped, {difference.Warnings.Count} warnings");
        await output.WriteLineAsync($"  verdict: {Verdict(report, difference)}");
        await ListAsync(output, "new", difference.Send.Where(record => record.IsNew).Select(Line));
        await ListAsync(output, "changed", difference.Send.Where(record => !record.IsNew).Select(Line));
        await ListAsync(output, difference.Held is null ? "tombstoned" : "would be tombstoned once released", difference.Vanished);
        await ListAsync(output, "unreadable", difference.Unreadable.Select(record => $"{record.Where}: {record.Reason}{(record.RecordId is null ? " (no id)" : $" ({record.RecordId})")}"));
        await ListAsync(output, "skipped", report.Skipped.Select(record => $"{record.Where}: {record.Reason}"));
        await ListAsync(output, "warnings", difference.Warnings);
        await ListAsync(output, "categories that the mapping does not know", report.Notes.Unmapped.Select(Counted));
        await ListAsync(output, "places in no municipality of the region", report.Notes.UnresolvedPlaces.Select(Counted));
        await ListAsync(output, "positions that were mended, or are none", report.Notes.Positions.Select(Counted));
    }

    static string Verdict(DryReport report, Difference difference) => report.Failed is { } failed ? $"failed: {failed}"
        : difference.NotWhole is { } notWhole ? $"partial, nothing is tombstoned: {notWhole}"
        : difference.Held is { } held ? $"held: {held}"
        : "complete";

    static string Line(Readable record) => $"{record.RecordId}  {record.Content.Title}";

    static string Counted(KeyValuePair<string, int> word) => $"{word.Value,6} × {word.Key}";

    static async Task ListAsync(TextWriter output, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }
        await output.WriteLineAsync($"  {heading} ({all.Count}):");
        foreach (var line in all.Take(Shown))
        {
            await output.WriteLineAsync($"    {line.ReplaceLineEndings(" ")}");
        }
        if (all.Count > Shown)
        {
            await output.WriteLineAsync($"    … and {all.Count - Shown} more");
        }
    }
}
