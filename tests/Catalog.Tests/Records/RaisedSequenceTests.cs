using Besoksnaring.Catalog.Records;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Records;

public class RaisedSequenceTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One writer has read what is held and is about to write B; another says "still A" with a later sequence.</summary>
    [Fact]
    public async Task Saying_the_same_again_is_not_lost_under_a_write_that_is_on_its_way()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var said = new ARecord("1") { Title = "A", SharedIds = ["eu:1"] };
        await catalog.WriteAsync(said.Observed());

        await using var other = await catalog.Database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await other.BeginTransactionAsync(Ct);
        await RecordReader.LockAsync(other, ["shared eu:1"], Ct);
        var late = catalog.WriteAsync((said with { Sequence = 3, Title = "B" }).Observed());
        await WaitForWaitersAsync(catalog, 1);
        var again = catalog.WriteAsync((said with { Sequence = 5 }).Observed());
        await WaitForWaitersAsync(catalog, 2, unless: again);
        await transaction.CommitAsync(Ct);
        await Task.WhenAll(late, again);

        Assert.Equal("A", (string)(await catalog.DetailAsync("fjallkart:1"))["title"]!);
        Assert.Equal(5L, await catalog.ScalarAsync<long>("select sequence from catalog.source_record"));
    }

    static async Task WaitForWaitersAsync(TestCatalog catalog, int waiters, Task? unless = null)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(20);
        while (unless is not { IsCompleted: true }
            && await catalog.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") < waiters)
        {
            Assert.True(DateTimeOffset.UtcNow < until, $"Fewer than {waiters} wait.");
        }
    }
}
