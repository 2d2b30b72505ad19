using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Catalog;
using Besoksnaring.Ingest;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Besoksnaring.Api.Tests.Cache;

/// <summary>The catalogue's rows are changed by hand, so that what is read can be told from what is kept.</summary>
public sealed class FreshnessTests(ServedCatalogue catalogue) : IAsyncLifetime
{
    const string Listing = "/api/v1/listings/x";

    string database = "";
    WebApplication app = null!;
    CachedCalls calls = null!;

    public async ValueTask InitializeAsync()
    {
        database = await catalogue.CreateDatabaseAsync();
        await IngestSchema.MigrateAsync(database, Ct);
        await CatalogSchema.MigrateAsync(database, Ct);
        await ServedCatalogue.ExecuteAsync(database, "insert into catalog.counter (position, epoch) select 1, gen_random_uuid() where not exists (select from catalog.counter)");
        await ServedCatalogue.ExecuteAsync(database, ListingRow.Insert("x", "edition-0"));
        app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(database));
        calls = new CachedCalls(app);
    }

    [Fact]
    public async Task What_was_kept_before_a_change_is_never_given_after_it_was_seen()
    {
        await calls.UntilKeptAsync(Listing);
        for (var edition = 1; edition <= 20; edition++)
        {
            await ChangeAsync($"edition-{edition}", moves: true);
            // The answer that is new shows that the position was seen; from there on nothing older may come.
            await UntilAsync(Listing, $"edition-{edition}");
            for (var again = 0; again < 20; again++)
            {
                Assert.Contains($"edition-{edition}\"", (await calls.GetAsync(Listing, again % 2 == 0 ? null : "br")).Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_answer_is_kept_while_the_position_stands_and_a_new_epoch_forgets_it()
    {
        await calls.UntilKeptAsync(Listing);
        await ChangeAsync("edition-1", moves: false);
        Assert.Contains("edition-0", (await calls.GetAsync(Listing)).Text, StringComparison.Ordinal);
        await ServedCatalogue.ExecuteAsync(database, "update catalog.counter set epoch = gen_random_uuid()");
        await UntilAsync(Listing, "edition-1");
    }

    [Fact]
    public async Task Nothing_is_kept_while_the_position_cannot_be_read_and_it_is_again_afterwards()
    {
        await calls.UntilKeptAsync(Listing);
        await using var source = NpgsqlDataSource.Create(database);
        await using (var connection = await source.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var hold = new NpgsqlCommand("lock table catalog.counter in access exclusive mode", connection, transaction);
            await hold.ExecuteNonQueryAsync(Ct);
            await ChangeAsync("edition-1", moves: false);
            await UntilAsync(Listing, "edition-1");
            for (var again = 0; again < 5; again++)
            {
                Assert.False((await calls.GetAsync(Listing)).IsKept);
            }
        }
        await calls.UntilKeptAsync(Listing);
    }

    [Fact]
    public async Task The_memory_for_answers_is_bounded()
    {
        await ServedCatalogue.ExecuteAsync(database, ListingRow.Insert("large", new string('x', 400_000)));
        await using var small = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(database), ("Api:CacheMegabytes", "1"));
        var bounded = new CachedCalls(small);
        await bounded.UntilKeptAsync(Listing);
        // Each of these is an answer of its own, and no more than two have room.
        var kept = 0;
        foreach (var port in Enumerable.Range(0, 8))
        {
            await bounded.GetAsync("/api/v1/listings/large", host: $"localhost:{8000 + port}");
        }
        foreach (var port in Enumerable.Range(0, 8))
        {
            kept += (await bounded.GetAsync("/api/v1/listings/large", host: $"localhost:{8000 + port}")).IsKept ? 1 : 0;
        }
        Assert.InRange(kept, 0, 4);
    }

    [Fact]
    public async Task What_is_too_large_is_answered_and_not_kept()
    {
        await ServedCatalogue.ExecuteAsync(database, ListingRow.Insert("huge", new string('x', 3_000_000)));
        await calls.UntilKeptAsync(Listing);
        for (var again = 0; again < 3; again++)
        {
            var answer = await calls.GetAsync("/api/v1/listings/huge");
            Assert.False(answer.IsKept);
            Assert.True(answer.Text.Length > 3_000_000);
        }
    }

    Task ChangeAsync(string title, bool moves) => ServedCatalogue.ExecuteAsync(database, ListingRow.Update("x", title, moves));

    async Task UntilAsync(string path, string text)
    {
        for (var tries = 0; tries < 1_000; tries++)
        {
            if ((await calls.GetAsync(path)).Text.Contains(text + "\"", StringComparison.Ordinal))
            {
                return;
            }
            await Task.Delay(10, Ct);
        }
        throw new InvalidOperationException($"{path} never said '{text}'.");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
