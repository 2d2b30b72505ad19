namespace Besoksnaring.Api.Queries;

/// <summary>Words of a filter that only the database knows. They are asked for again when one comes that is not among them, but not at every such call.</summary>
sealed class LearnedWords(string sql, ReadDatabase database, TimeProvider time)
{
    /// <summary>So long a newcomer may be unknown. Whoever asks for nonsense costs no more than one look in so many seconds.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    volatile IReadOnlyList<string> all = [];
    long learnedAt;

    public IReadOnlyList<string> All => all;

    public async Task LearnAsync(IEnumerable<string> words, CancellationToken cancellationToken)
    {
        if (words.All(word => all.Contains(word, StringComparer.Ordinal)))
        {
            return;
        }
        // Taken before the look: of many who ask at once one looks, and a look that fails is not tried again at once either.
        var last = Interlocked.Read(ref learnedAt);
        if ((last != 0 && time.GetElapsedTime(last) < Pause) || Interlocked.CompareExchange(ref learnedAt, time.GetTimestamp(), last) != last)
        {
            return;
        }
        var found = new List<string>();
        await using var command = database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetString(0));
        }
        all = found;
    }
}
