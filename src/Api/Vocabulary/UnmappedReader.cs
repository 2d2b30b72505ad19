using Npgsql;

namespace Besoksnaring.Api.Vocabulary;

sealed class UnmappedReader(ReadDatabase database)
{
    const string CountSql = "select count(*) from catalog.unmapped_category where cardinality($1) = 0 or provider = any($1)";

    const string PageSql = """
        select provider, category, records from catalog.unmapped_category where cardinality($1) = 0 or provider = any($1)
        order by records desc, provider, category limit $2 offset $3
        """;

    public async Task<(IReadOnlyList<UnmappedView> Rows, long Total)> ReadAsync(
        string[] providers, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand(CountSql, connection);
        count.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = providers });
        var total = (long)(await count.ExecuteScalarAsync(cancellationToken))!;

        await using var page = new NpgsqlCommand(PageSql, connection);
        page.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = providers });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = offset });
        await using var reader = await page.ExecuteReaderAsync(cancellationToken);
        var rows = new List<UnmappedView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new UnmappedView(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }
        return (rows, total);
    }
}

sealed record UnmappedView(string Provider, string Category, long Records);
