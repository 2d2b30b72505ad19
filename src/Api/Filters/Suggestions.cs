using Npgsql;

namespace Besoksnaring.Api.Filters;

/// <summary>What somebody who found nothing may have meant: words that do stand in the catalogue, for those that do not.</summary>
sealed class Suggestions(ReadDatabase database)
{
    // A word that others begin with was typed as meant. Letters and digits only, so nothing in it is a wildcard.
    const string Sql = """
        select coalesce(near.word, given.word)
        from unnest($1::text[]) with ordinality given (word, place)
        left join lateral (
            select w.word from catalog.search_word w
            where w.word % given.word and not exists (select from catalog.search_word k where k.word like given.word || '%')
            order by similarity(w.word, given.word) desc, w.word limit 1
        ) near on true
        order by given.place
        """;

    /// <param name="found">How much other words would find: words of what was withdrawn long ago are words still.</param>
    /// <returns>Words to ask for instead; null when none are known, or they find nothing either.</returns>
    public async Task<string?> ForAsync(ListingFilter filter, Func<ListingFilter, string, Task<long>> found, CancellationToken cancellationToken)
    {
        if (filter.Text.Count == 0)
        {
            return null;
        }
        var words = new List<string>();
        await using (var command = database.Source.CreateCommand(Sql))
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. filter.Text] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                words.Add(reader.GetString(0));
            }
        }
        var instead = string.Join(' ', words);
        return !words.SequenceEqual(filter.Text) && await found(filter with { Text = words }, instead) > 0 ? instead : null;
    }
}
