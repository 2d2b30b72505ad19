using Besoksnaring.Contracts;

namespace Besoksnaring.Ingest.Tests.Runs;

/// <summary>A catalogue that keeps the latest of each record by sequence, and can fail before or after it has kept a batch.</summary>
sealed class ScriptedSink : IRecordSink
{
    readonly Lock gate = new();
    readonly Dictionary<RecordKey, RecordObserved> latest = [];
    readonly List<RecordObserved> all = [];
    readonly List<RunCompleted> completed = [];
    int sends;

    /// <summary>Called before a batch is kept, with the number of the send.</summary>
    public Action<int>? Before { get; set; }

    /// <summary>Called when it is kept and before that is confirmed.</summary>
    public Action<int>? After { get; set; }

    public Action? BeforeCompleted { get; set; }

    public Func<CancellationToken, Task>? Wait { get; set; }

    public IReadOnlyList<RecordObserved> All { get { lock (gate) { return [.. all]; } } }

    public IReadOnlyList<RunCompleted> Completed { get { lock (gate) { return [.. completed]; } } }

    /// <summary>The ids of what is not withdrawn.</summary>
    public IReadOnlyList<string> Live(string provider)
    {
        lock (gate)
        {
            return [.. latest.Values.Where(record => record.Key.Provider == provider && record.Content is not null).Select(record => record.Key.RecordId).Order(StringComparer.Ordinal)];
        }
    }

    public string? TitleOf(RecordKey key)
    {
        lock (gate)
        {
            return latest.GetValueOrDefault(key)?.Content?.Title.ToString();
        }
    }

    public async Task SendAsync(RecordsObserved records, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref sends);
        if (Wait is { } wait)
        {
            await wait(cancellationToken);
        }
        Before?.Invoke(number);
        Keep(records);
        After?.Invoke(number);
    }

    public Task SendAsync(RunCompleted run, CancellationToken cancellationToken)
    {
        BeforeCompleted?.Invoke();
        lock (gate)
        {
            completed.Add(run);
        }
        return Task.CompletedTask;
    }

    void Keep(RecordsObserved records)
    {
        lock (gate)
        {
            all.AddRange(records.Records);
            foreach (var record in records.Records.Where(r => !latest.TryGetValue(r.Key, out var held) || held.Sequence < r.Sequence))
            {
                latest[record.Key] = record;
            }
        }
    }
}
