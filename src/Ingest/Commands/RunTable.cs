using Besoksnaring.Ingest.Runs;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Ingest.Commands;

/// <summary>The latest runs, what waits for a decision first.</summary>
static class RunTable
{
    public static async Task WriteAsync(IServiceProvider services, TextWriter output, string? provider, int limit, CancellationToken cancellationToken)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<IngestContext>>().CreateDbContextAsync(cancellationToken);
        var runs = await context.Runs.AsNoTracking().Where(run => provider == null || run.Provider == provider)
            .OrderByDescending(run => run.Verdict == "held" && run.DecidedAt == null).ThenByDescending(run => run.StartedAt)
            .Take(limit).ToListAsync(cancellationToken);
        foreach (var run in runs)
        {
            await output.WriteLineAsync(Line(run));
        }
        if (runs.Count == 0)
        {
            await output.WriteLineAsync("There has been no run yet.");
        }
    }

    static string Line(Run run)
    {
        var decision = run.Decision is null ? "" : $", {run.Decision}";
        var reason = run.Reason is null ? "" : $"\n    {run.Reason}";
        var next = run is { Verdict: "held", Decision: null } ? $"\n    release {run.Id}   or   reject {run.Id}" : "";
        return $"{Clock(run.StartedAt)}  {run.Id}  {run.Provider}  {run.Work}  {run.Verdict ?? "going on"}{decision}\n"
            + $"    {run.Seen} seen, {run.New} new, {run.Changed} changed, {run.Tombstoned} tombstoned, {run.WouldTombstone} held back, {run.Unreadable} unreadable"
            + reason + next;
    }

    public static string Clock(Instant instant) => instant.ToString("uuuu-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
