using Npgsql;
using NpgsqlTypes;

namespace Besoksnaring.Catalog.Changes;

/// <summary>Statements with their values by position: whole columns as arrays.</summary>
static class BatchSql
{
    public static void Add(this NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }
        batch.BatchCommands.Add(command);
    }

    /// <summary>A column that may be empty says its type.</summary>
    public static NpgsqlParameter Nullable<T>(T[] values, NpgsqlDbType type) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
