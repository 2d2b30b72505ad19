namespace Besoksnaring.Api.Queries;

/// <summary>Finds what somebody probably meant.</summary>
static class Nearest
{
    const int LongestCompared = 60;

    /// <returns>The word of <paramref name="known"/> that takes the fewest edits to reach, or null when none is near.</returns>
    public static string? To(string given, IEnumerable<(string Spelling, string Word)> known)
    {
        var wanted = given.Trim().ToLowerInvariant();
        if (wanted.Length is 0 or > LongestCompared)
        {
            return null;
        }
        var farthest = Math.Max(1, (wanted.Length + 1) / 3);
        (string? Word, int Distance) best = (null, farthest + 1);
        foreach (var (spelling, word) in known)
        {
            var distance = Distance(wanted, spelling.ToLowerInvariant());
            if (distance < best.Distance)
            {
                best = (word, distance);
            }
        }
        return best.Word;
    }

    public static string? To(string given, IEnumerable<string> known) => To(given, known.Select(word => (word, word)));

    /// <summary>Letters to add, drop or change (Levenshtein).</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
