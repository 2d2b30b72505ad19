using Npgsql;

namespace Besoksnaring.Portal.Listings;

/// <param name="Municipality">Its name; null: not known.</param>
/// <param name="Owner">The organisation whose it is; null: nobody has claimed it.</param>
sealed record FoundListing(string Id, string Kind, string Title, string? Municipality, string? MunicipalityCode, IReadOnlyList<string> Providers, Guid? Owner, bool IsClosed);

/// <summary>Finds listings in the catalogue by name or place.</summary>
sealed class ListingFinder(PortalDatabase database)
{
    const int Most = 20;

    /// <summary>Enough of a word to find its other forms: Rävstugans, Rävstugorna.</summary>
    const int Beginning = 5;

    const string Columns = """
        select l.id, l.kind, l.title, m.name, l.municipality, l.providers, o.organisation_id, l.tombstoned_at is not null
        from catalog.listing_row l
        left join catalog.municipality_row m on m.code = l.municipality
        left join portal.ownership o on o.listing_id = l.id
        """;

    const string ByWords = Columns + """

        where l.tombstoned_at is null and l.search @@ to_tsquery('simple', $1)
        order by similarity(l.title, $2) desc, l.title, l.id limit 20
        """;

    const string ByIds = Columns + " where l.id = any($1) and l.replaced_by is null order by l.title, l.id";

    const string SuccessorSql = "select replaced_by from catalog.listing_row where id = $1 and replaced_by is not null";

    /// <returns>Those that have every word, else one of them, else one that begins like it; the likest first, at most 20.</returns>
    public async Task<IReadOnlyList<FoundListing>> FindAsync(string text, CancellationToken cancellationToken)
    {
        var words = WordsIn(text);
        if (words.Length == 0)
        {
            return [];
        }
        string[] asked = [Query(words, " & "), Query(words, " | "), Query(words.Select(word => word[..Math.Min(word.Length, Beginning)]), " | ")];
        foreach (var query in asked)
        {
            await using var command = database.Source.CreateCommand(ByWords);
            command.Parameters.Add(new() { Value = query });
            command.Parameters.Add(new() { Value = text });
            if (await ReadAsync(command, cancellationToken) is { Count: > 0 } found)
            {
                return found;
            }
        }
        return [];
    }

    public async Task<IReadOnlyList<FoundListing>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(ByIds);
        command.Parameters.Add(new() { Value = ids.ToArray() });
        return await ReadAsync(command, cancellationToken);
    }

    /// <returns>What a listing was merged into; null: it was not.</returns>
    public async Task<string?> SuccessorAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(SuccessorSql);
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <returns>The database's clock in microseconds: it rises for whoever asks, whichever process, and after a restore.</returns>
    public async Task<long> SequenceAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand("select (extract(epoch from clock_timestamp()) * 1000000)::bigint");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static string Query(IEnumerable<string> words, string between) => string.Join(between, words.Select(word => $"'{word}':*"));

    /// <summary>Letters and digits only, so that quoting them is safe.</summary>
    static string[] WordsIn(string text) =>
        [.. new string([.. text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(10)];

    static async Task<IReadOnlyList<FoundListing>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var found = new List<FoundListing>(Most);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new FoundListing(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetFieldValue<string[]>(5), reader.IsDBNull(6) ? null : reader.GetGuid(6), reader.GetBoolean(7)));
        }
        return found;
    }
}
