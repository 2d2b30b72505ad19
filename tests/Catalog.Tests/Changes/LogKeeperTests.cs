using Besoksnaring.Catalog.Changes;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Changes;

public class LogKeeperTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whole_months_go_when_all_of_them_is_old_enough_and_positions_stay()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var now = SystemClock.Instance.GetCurrentInstant();
        await catalog.WriterAt(new AClock(now)).SendAsync(new RecordsObserved([new ARecord("a").Observed(), new ARecord("b").Observed(), new ARecord("c").Observed()]), Ct);
        // As if the first had been long ago, and the second too while no month was ready for it.
        await catalog.ExecuteAsync("""
            create table catalog.change_2026_01 partition of catalog.change for values from ('2026-01-01 00:00+00') to ('2026-02-01 00:00+00');
            update catalog.change set committed_at = '2026-01-15 12:00+00' where position = 1;
            update catalog.change set committed_at = '2025-12-31 23:00+00' where position = 2;
            """);
        Assert.Equal(0, await KeeperAt(catalog, Instant.FromUtc(2026, 3, 2, 23, 0)).DropAsync(Ct));
        // December was in no month of its own.
        Assert.Equal([1L, 3L], await catalog.ColumnAsync<long>("select position from catalog.change_row order by position"));
        Assert.Equal(1, await KeeperAt(catalog, Instant.FromUtc(2026, 3, 3, 0, 0)).DropAsync(Ct));
        Assert.Equal([3L], await catalog.ColumnAsync<long>("select position from catalog.change_row order by position"));
        Assert.Equal([1L, 2L, 3L], await catalog.ColumnAsync<long>("select position from catalog.feed_position order by position"));
        Assert.Equal(3L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
    }

    static LogKeeper KeeperAt(TestCatalog catalog, Instant now) =>
        new(catalog.Database, Options.Create(new LogOptions { KeepLogDays = 30 }), new AClock(now), TimeProvider.System, NullLogger<LogKeeper>.Instance);
}
