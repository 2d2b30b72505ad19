using System.Collections.Concurrent;

namespace Besoksnaring.Api;

/// <summary>What was computed of the catalogue at its present position; a new position forgets it all. What it gives is exact.</summary>
sealed class Remembered<T>
{
    const int Most = 10_000;

    volatile Era era = new("");

    /// <param name="position">As read before <paramref name="compute"/> is called.</param>
    public async Task<T> GetAsync(string position, string key, Func<Task<T>> compute)
    {
        var present = era;
        if (present.Position != position || present.Values.Count >= Most)
        {
            era = present = new Era(position);
        }
        if (present.Values.TryGetValue(key, out var known))
        {
            return known;
        }
        return present.Values[key] = await compute();
    }

    sealed record Era(string Position)
    {
        public ConcurrentDictionary<string, T> Values { get; } = new(StringComparer.Ordinal);
    }
}
