namespace Besoksnaring.Api.Streams;

/// <summary>The latest events of one stream, once in memory for all who read it. A reader is nothing but a position.</summary>
sealed class StreamWindow(long start)
{
    public const int Most = 4_096;

    readonly Lock gate = new();
    readonly List<StreamEvent> events = [];
    long floor = start;
    long position = start;

    /// <summary>Everything up to there has been put in.</summary>
    public long Position
    {
        get
        {
            lock (gate)
            {
                return position;
            }
        }
    }

    public void Add(IReadOnlyList<StreamEvent> next, long upTo)
    {
        lock (gate)
        {
            events.AddRange(next);
            position = Math.Max(position, upTo);
            if (events.Count > Most)
            {
                // Some at a time: what is left is moved.
                var gone = Math.Max(events.Count - Most, Most / 4);
                floor = events[gone - 1].Position;
                events.RemoveRange(0, gone);
            }
        }
    }

    /// <summary>Takes what comes after a position, about so many bytes of it.</summary>
    /// <returns>How far that goes; null when it is not (or no longer) in memory.</returns>
    public long? Take(long after, int bytes, List<StreamEvent> into)
    {
        lock (gate)
        {
            if (after < floor)
            {
                return null;
            }
            for (var i = FirstAfter(after); i < events.Count; i++)
            {
                into.Add(events[i]);
                bytes -= events[i].Bytes.Length;
                if (bytes <= 0)
                {
                    return events[i].Position;
                }
            }
            return Math.Max(after, position);
        }
    }

    int FirstAfter(long after)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = events[middle].Position > after ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}
