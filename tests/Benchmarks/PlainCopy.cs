using System.Diagnostics;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>The reference for writing: the rows that the catalogue made, put by COPY into empty tables with the same columns and indexes.</summary>
sealed class PlainCopy(string connectionString, IReadOnlyList<(string Table, byte[] Rows)> tables)
{
    public static async Task<PlainCopy> OfCatalogAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var names = new List<string>();
        await using (var command = new NpgsqlCommand(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'catalog' and c.relkind in ('r', 'p') and not c.relispartition
                and c.relname not in ('migration', 'municipality', 'counter')
            order by 1
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
            }
        }
        var tables = new List<(string, byte[])>();
        foreach (var name in names)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy (select * from catalog.{name}) to stdout (format binary)");
            using var bytes = new MemoryStream();
            await copy.CopyToAsync(bytes);
            tables.Add((name, bytes.ToArray()));
        }
        return new PlainCopy(connectionString, tables);
    }

    /// <returns>Seconds that one connection takes for all rows, in one transaction.</returns>
    public async Task<double> SecondsAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "drop schema if exists plain_copy cascade; create schema plain_copy");
        foreach (var (table, _) in tables)
        {
            await ExecuteAsync(connection, $"create table plain_copy.{table} (like catalog.{table} including all excluding identity)");
        }
        var clock = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, rows) in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy plain_copy.{table} from stdin (format binary)");
            await copy.WriteAsync(rows);
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
