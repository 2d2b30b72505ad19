using System.Threading.Channels;
using Besoksnaring.Contracts;

namespace Besoksnaring.Tests.Bus;

/// <summary>Remembers what it is given, and does first what the test wants.</summary>
sealed class RememberingCatalog(Func<RecordsObserved, Task>? first = null) : IRecordSink
{
    readonly Channel<object> arrived = Channel.CreateUnbounded<object>();

    public async Task SendAsync(RecordsObserved records, CancellationToken cancellationToken)
    {
        if (first is not null)
        {
            await first(records);
        }
        arrived.Writer.TryWrite(records);
    }

    public Task SendAsync(RunCompleted run, CancellationToken cancellationToken)
    {
        arrived.Writer.TryWrite(run);
        return Task.CompletedTask;
    }

    public async Task<object> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return await arrived.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Reads on until every one of these records has arrived.</summary>
    public async Task<HashSet<string>> UntilAsync(IEnumerable<string> recordIds)
    {
        var missing = recordIds.ToHashSet();
        var seen = new HashSet<string>();
        while (missing.Count > 0)
        {
            if (await NextAsync() is RecordsObserved records)
            {
                seen.UnionWith(records.Records.Select(record => record.Key.RecordId));
                missing.ExceptWith(seen);
            }
        }
        return seen;
    }
}
