using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Tests.Records;

/// <summary>Whoever stands in a writer's way, the message is written in the end, once.</summary>
public class DeadlockTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_writer_that_the_database_ends_to_break_a_circle_tries_again()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1").Observed());
        var id = await catalog.ScalarAsync<string>("select id from catalog.listing");
        var log = new CountingLogger();
        var writer = new CatalogWriter(catalog.Database, Region.Default, SystemClock.Instance, log);

        await using var other = await catalog.Database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await other.BeginTransactionAsync(Ct);
        // The writer is to be the one that finds out.
        await ExecuteAsync(other, "set local deadlock_timeout = '60s'");
        await RecordReader.LockListingsAsync(other, [id], Ct);
        var writing = writer.SendAsync(new RecordsObserved([new ARecord("1") { Sequence = 2, Title = "Ny" }.Observed()]), Ct);
        await WaitForAWaiterAsync(catalog);
        await RecordReader.LockAsync(other, ["record fjallkart:1"], Ct);
        await transaction.CommitAsync(Ct);

        await writing;
        Assert.Equal(1, log.Count);
        Assert.Equal("Ny", (string)(await catalog.DetailAsync("fjallkart:1"))["title"]!);
        Assert.Equal(2L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
    }

    [Fact]
    public async Task Eight_writers_that_merge_and_part_the_same_listings_in_contrary_orders_all_come_through()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var keys = Enumerable.Range(0, 20).ToList();
        await catalog.WriteAsync([.. keys.Select(key => new ARecord($"{key}").Observed())]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var round = 0; round < 10; round++)
            {
                var sequence = 2 + round * 8 + writer;
                await catalog.WriteAsync([.. keys.OrderBy(_ => random.Next()).Take(6).Select(key => new ARecord($"{key}")
                {
                    Sequence = sequence,
                    SharedIds = round == 9 ? [] : [$"eu:{random.Next(4)}"],
                }.Observed())]);
            }
        }, Ct)));
        await CatalogInvariants.AssertAsync(catalog);
    }

    static async Task WaitForAWaiterAsync(TestCatalog catalog)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(20);
        while (await catalog.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
        {
            Assert.True(DateTimeOffset.UtcNow < until, "The writer never waited.");
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    sealed class CountingLogger : ILogger<CatalogWriter>
    {
        int count;

        public int Count => count;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Interlocked.Increment(ref count);
    }
}
