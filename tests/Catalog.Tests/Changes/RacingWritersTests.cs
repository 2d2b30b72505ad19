using Besoksnaring.Catalog.Tests.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Npgsql;

namespace Besoksnaring.Catalog.Tests.Changes;

/// <summary>Eight writers with the same records, shared ids and positions, and a partner that follows the log meanwhile.</summary>
public class RacingWritersTests(PostgresFixture postgres)
{
    const int Writers = 8;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_has_no_gap_and_misses_nothing_and_the_last_word_stands()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var said = RacingLoad.Records(seed: 1, rounds: 24);
        var writers = Task.WhenAll(RacingLoad.Deliveries(said, Writers).Select(messages => Task.Run(async () =>
        {
            foreach (var message in messages)
            {
                await catalog.WriteAsync(message);
            }
        }, Ct)));
        var follower = new Follower(catalog.Database.Source);
        await Task.WhenAll(writers, follower.FollowAsync(writers, Ct));

        Assert.Empty(follower.Faults);
        Assert.Equal(await catalog.ScalarAsync<long>("select position from catalog.log_state"), follower.Count);
        var live = await catalog.ColumnAsync<string>("select id from catalog.listing_row where tombstoned_at is null order by id");
        Assert.Equal(live, follower.Live.Order(StringComparer.Ordinal));
        await CatalogInvariants.AssertAsync(catalog);

        var raced = await catalog.DumpAsync();
        Assert.Equal(CatalogModel.Of(said).Keys, raced.Keys);
        await catalog.ClearAsync();
        await catalog.WriteAsync([.. said]);
        Assert.Equal(await catalog.DumpAsync(), raced);
    }

    /// <summary>The follower is worth something: positions from a sequence, given before the commit, do not pass it.</summary>
    [Fact]
    public async Task A_feed_with_positions_from_a_sequence_is_caught()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.ExecuteAsync("create table naive (position bigserial primary key, listing_id text, change text)");
        var writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 60; number++)
            {
                await WriteNaivelyAsync(catalog.Database.Source, $"{writer}-{number}");
            }
        }, Ct)));
        var follower = new Follower(catalog.Database.Source, "select position, listing_id, change from naive where position > $1 order by position limit 100");
        await Task.WhenAll(writers, follower.FollowAsync(writers, Ct));
        Assert.NotEmpty(follower.Faults);
    }

    static async Task WriteNaivelyAsync(NpgsqlDataSource source, string listing)
    {
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync(connection, $"insert into naive (listing_id, change) values ('{listing}', 'created')");
        // The listing's own rows, that a writer still has to write.
        await ExecuteAsync(connection, "select count(*) from generate_series(1, 2000)");
        await transaction.CommitAsync(Ct);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}

/// <summary>The same few records again and again, in messages that overlap.</summary>
static class RacingLoad
{
    /// <returns>Every word on every record, the sequence rising; some say what was said before.</returns>
    public static List<RecordObserved> Records(int seed, int rounds)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, rounds).SelectMany(round => Enumerable.Range(0, 24).Select(number =>
        {
            var record = new ARecord($"{number}", $"p{number % 3}")
            {
                Sequence = round,
                Title = $"Plats {random.Next(3)} {number}",
                SharedIds = random.Next(3) == 0 ? [$"eu:{random.Next(6)}", $"wd:{random.Next(6)}"] : [],
                Place = random.Next(2) == 0 ? new Contracts.Content.RecordPlace { Latitude = 59.4, Longitude = 13.4 } : null,
            };
            return random.Next(5) == 0 ? record.Tombstone() : record.Observed();
        }))];
    }

    /// <returns>For each writer, messages: each record's words go to any writer, in about their order, and a fifth of them to two.</returns>
    public static List<List<RecordObserved[]>> Deliveries(List<RecordObserved> said, int writers)
    {
        var random = new Random(said.Count);
        var mine = Enumerable.Range(0, writers).Select(_ => new List<RecordObserved>()).ToList();
        foreach (var record in said)
        {
            mine[random.Next(writers)].Add(record);
            if (random.Next(5) == 0)
            {
                mine[random.Next(writers)].Add(record);
            }
        }
        return [.. mine.Select(records => records.Chunk(5).Select(chunk => random.Next(2) == 0 ? chunk : [.. chunk.Reverse()]).ToList())];
    }
}
