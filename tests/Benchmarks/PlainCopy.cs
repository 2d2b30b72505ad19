using System.Diagnostics;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>The reference for writing: the rows that the catalogue made, put by COPY into empty tables with the same columns and indexes.</summary>
sealed class PlainCopy(string connectionString, IReadOnlyList<PlainTable> tables)
{
    public static async Task<PlainCopy> OfCatalogAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var tables = new List<(string Name, string Columns)>();
        await using (var command = new NpgsqlCommand(
            """
            select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where n.nspname = 'catalog' and c.relkind in ('r', 'p') and not c.relispartition
                and c.relname not in ('migration', 'municipality', 'counter')
                and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            group by c.relname order by 1
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add((reader.GetString(0), reader.GetString(1)));
            }
        }
        var filled = new List<PlainTable>();
        foreach (var (name, columns) in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy (select {columns} from catalog.{name}) to stdout (format binary)");
            using var bytes = new MemoryStream();
            await copy.CopyToAsync(bytes);
            filled.Add(new(name, columns, bytes.ToArray()));
        }
        return new PlainCopy(connectionString, filled);
    }

    /// <returns>Seconds that one connection takes for all rows, in one transaction.</returns>
    public async Task<double> SecondsAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "drop schema if exists plain_copy cascade; create schema plain_copy");
        foreach (var table in tables)
        {
            await ExecuteAsync(connection, $"create table plain_copy.{table.Name} (like catalog.{table.Name} including all excluding identity)");
        }
        var clock = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var table in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy plain_copy.{table.Name} ({table.Columns}) from stdin (format binary)");
            await copy.WriteAsync(table.Rows);
        }
        await transaction.CommitAsync();
        return clock.Elapsed.TotalSeconds;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A table of the catalogue as COPY takes it back.</summary>
/// <param name="Columns">Those that are written; PostgreSQL makes the generated ones itself.</param>
sealed record PlainTable(string Name, string Columns, byte[] Rows);
