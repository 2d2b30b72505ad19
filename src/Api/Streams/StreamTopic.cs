using Besoksnaring.Api.Log;
using Npgsql;

namespace Besoksnaring.Api.Streams;

/// <summary>What is followed by one reader or by thousands: reads each change once and wakes all of them.</summary>
sealed partial class StreamTopic(ReadEvents read, LogState start, LogFollower follower, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>Proxies close what is silent for a minute or half of one.</summary>
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    const int AtATime = 500;

    readonly CancellationTokenSource end = new();
    volatile TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadEvents Read { get; } = read;

    public StreamWindow Window { get; } = new(start.Position);

    public LogState Log { get; private set; } = start;

    /// <summary>No more will come: what was followed is no longer what it was, or the process ends.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Done when something is new, when it is time for a sign of life, and when it is over. Taken before looking.</summary>
    public Task Turn => turn.Task;

    public async Task RunAsync()
    {
        while (!IsOver)
        {
            try
            {
                IsOver = !await GoOnAsync(end.Token);
            }
            catch (TimeoutException)
            {
                // Nothing is new: a sign of life.
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                IsOver = true;
            }
            catch (NpgsqlException lost)
            {
                Told.Lost(logger, lost.Message);
                await Task.Delay(AfterFault, time);
            }
            var done = turn;
            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            done.SetResult();
        }
    }

    async Task<bool> GoOnAsync(CancellationToken cancellationToken)
    {
        var position = Window.Position;
        var log = await follower.WaitForNewAsync(new(Log.Epoch, position), cancellationToken).WaitAsync(Heartbeat, time, cancellationToken);
        if (log.Epoch != Log.Epoch)
        {
            return false;
        }
        var page = await Read(position, AtATime, cancellationToken);
        if (page.IsOver || page.Expired || page.Log.Epoch != Log.Epoch)
        {
            return false;
        }
        Log = page.Log;
        Window.Add(page.Events, page.Next);
        return true;
    }

    public void Dispose() => end.Cancel();

    static partial class Told
    {
        [LoggerMessage(LogLevel.Warning, "Changes cannot be read, so streams stand still: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
