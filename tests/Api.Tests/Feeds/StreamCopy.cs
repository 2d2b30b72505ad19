using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>What a listener to a stream knows: which listings there are, and where each changed last.</summary>
sealed class StreamCopy : IDisposable
{
    readonly CancellationTokenSource stopping = new();
    long last;

    public Dictionary<string, long> Live { get; } = new(StringComparer.Ordinal);

    public List<long> Positions { get; } = [];

    public string? LastEventId { get; private set; }

    public long Last => Volatile.Read(ref last);

    public CancellationToken Stopping => stopping.Token;

    public bool IsStopped => stopping.IsCancellationRequested;

    public void Take(string kind, JsonNode data, string? lastEventId)
    {
        if (kind == "message")
        {
            var (id, modified) = ((string)data["id"]!, (long)data["modified"]!);
            Positions.Add(modified);
            if ((string)data["state"]! == "deleted")
            {
                Live.Remove(id);
            }
            else
            {
                Live[id] = modified;
            }
        }
        LastEventId = lastEventId ?? LastEventId;
        Volatile.Write(ref last, LastEventId is null ? 0 : long.Parse(LastEventId, System.Globalization.CultureInfo.InvariantCulture));
    }

    public Task StopAsync() => stopping.CancelAsync();

    public void Dispose() => stopping.Dispose();
}
