using Npgsql;

namespace Besoksnaring.Tests.Loads;

/// <summary>A partner that reads the change log from the beginning and trusts it: it remembers what it was told, and nothing else.</summary>
sealed class LogFollower(string connectionString)
{
    readonly Dictionary<string, bool> alive = [];

    public long Position { get; private set; }

    /// <summary>Reads on to the end, and fails when a position is missing or comes twice.</summary>
    public async Task CatchUpAsync()
    {
        const string Sql = "select position, listing_id, change from catalog.change_row where position > $1 order by position limit 1000";
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        for (var read = -1; read != 0;)
        {
            await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = Position } } };
            await using var reader = await command.ExecuteReaderAsync();
            for (read = 0; await reader.ReadAsync(); read++)
            {
                Assert.Equal(Position + 1, reader.GetInt64(0));
                Position = reader.GetInt64(0);
                alive[reader.GetString(1)] = reader.GetString(2) is not ("tombstoned" or "merged");
            }
        }
    }

    /// <summary>What the log told is what the table holds.</summary>
    public async Task AssertKnowsTheTableAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select id from catalog.listing_row where tombstoned_at is null", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var table = new HashSet<string>();
        while (await reader.ReadAsync())
        {
            table.Add(reader.GetString(0));
        }
        Assert.True(table.SetEquals(alive.Where(listing => listing.Value).Select(listing => listing.Key)), "The log and the table disagree on what is published.");
    }
}
