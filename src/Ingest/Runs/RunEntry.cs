using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Registry;
using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>What of a run's end goes into which column, and when the provider is due again. Pure.</summary>
static class RunEntry
{
    const int RawKept = 2_000;

    public static void Copy(RunEnd end, Run run, Instant now)
    {
        run.EndedAt = now;
        run.Verdict = Word(end.Verdict);
        run.Reason = end.Reason is { } reason ? Storable(reason, RawKept) : null;
        run.Bytes = end.Bytes;
        run.SnapshotHash = end.SnapshotHash;
        run.Tombstoned = end.Tombstoned;
        run.WouldTombstone = end.HeldTombstones.Count;
        run.Unmapped = Json(end.Notes.Unmapped);
        run.UnresolvedPlaces = Json(end.Notes.UnresolvedPlaces);
        if (end.Difference is { } difference)
        {
            run.Seen = difference.Seen;
            run.Unchanged = difference.Unchanged;
            // A held run has changed nothing.
            run.New = end.Verdict == RunVerdict.Held ? 0 : difference.Send.Count(record => record.IsNew);
            run.Changed = end.Verdict == RunVerdict.Held ? 0 : difference.Readable - run.New - run.Unchanged;
            run.Unreadable = difference.Unreadable.Count;
            run.Skipped = difference.Skipped;
            run.Warnings = difference.Warnings.Count;
        }
    }

    public static IEnumerable<QuarantinedRecord> Quarantined(RunEnd end, Guid runId, int most) =>
        (end.Difference?.Unreadable ?? []).Take(most).Select((record, index) => new QuarantinedRecord
        {
            RunId = runId,
            Ordinal = index,
            RecordId = record.RecordId is { } id ? Storable(id, RecordKey.MaxRecordIdLength) : null,
            Place = Storable(record.Where, RawKept),
            Reason = Storable(record.Reason, RawKept),
            Raw = record.Raw is { } raw ? Storable(raw, RawKept) : null,
        });

    /// <summary>What the next run goes on from. Only an answer that was read whole and confirmed lets the next be "unchanged".</summary>
    public static void GoOn(ProviderState state, Provider provider, RunEnd end, Instant now, TimeSpan retryFailedAfter)
    {
        state.LastFile = end.File ?? state.LastFile;
        if (end.Verdict is RunVerdict.Complete or RunVerdict.Held && end.SnapshotHash is not null)
        {
            // A replay reads the bytes of an earlier answer: what that one said of itself still holds.
            state.Validators = end.Validators is not null ? Json(end.Validators)
                : end.Fetched || state.SnapshotHash != end.SnapshotHash ? null : state.Validators;
            state.SnapshotHash = end.SnapshotHash;
            state.EntryHash = ProviderEntry.HashOf(provider);
        }
        if (end.Verdict == RunVerdict.Partial)
        {
            state.SnapshotHash = null;
            state.Validators = null;
        }
        if (end.Verdict == RunVerdict.Unchanged && end.Validators is not null)
        {
            state.Validators = Json(end.Validators);
        }
        if (end.Fetched)
        {
            state.Failures = end.Verdict == RunVerdict.Failed ? state.Failures + 1 : 0;
            state.NotBefore = end.NotBefore;
            state.DueAt = Due(state, provider, end, now, retryFailedAfter);
        }
    }

    static Instant? Due(ProviderState state, Provider provider, RunEnd end, Instant now, TimeSpan retryFailedAfter)
    {
        if (RunCalendar.Next(provider.Schedule, now) is not { } next)
        {
            return null;
        }
        if (end.File is not null)
        {
            return now;
        }
        if (end.Verdict != RunVerdict.Failed)
        {
            return next;
        }
        var wait = Math.Min(retryFailedAfter.TotalSeconds * Math.Pow(4, Math.Min(state.Failures, 10) - 1), 3600);
        var again = Instant.Max(now + Duration.FromSeconds(wait), end.NotBefore ?? Instant.MinValue);
        return end.NotBefore is null ? Instant.Min(next, again) : again;
    }

    public static string Word(RunVerdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());

    static string Json<T>(T value) => JsonSerializer.Serialize(value, ContractsJson.Options).Replace("\\u0000", "", StringComparison.Ordinal);

    /// <summary>PostgreSQL takes no NUL, and half a surrogate pair is no text.</summary>
    static string Storable(string text, int most)
    {
        var cut = text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
        return cut.Replace("\0", "", StringComparison.Ordinal);
    }
}
