using System.Text.Json.Nodes;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Catalog.Tests;

/// <summary>An empty catalogue in a database of its own, and what its readers see of it.</summary>
sealed class TestCatalog(string connectionString) : IAsyncDisposable
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public CatalogDatabase Database { get; } = new(connectionString);

    public string ConnectionString => connectionString;

    public CatalogWriter Writer => field ??= WriterAt(SystemClock.Instance);

    public static async Task<TestCatalog> CreateAsync(PostgresFixture postgres)
    {
        var connectionString = await postgres.CreateDatabaseAsync("catalog");
        await CatalogSchema.MigrateAsync(connectionString, Ct);
        return new TestCatalog(connectionString);
    }

    public DecisionWriter Decisions => field ??= new(Database, Region.Default, SystemClock.Instance, NullLogger<DecisionWriter>.Instance);

    public ListingPreviews Previews => field ??= new(Database, Region.Default, SystemClock.Instance);

    public CatalogDesk Desk => field ??= new(Database, Writer, Decisions, Previews);

    public CatalogWriter WriterAt(IClock clock) => new(Database, Region.Default, clock, NullLogger<CatalogWriter>.Instance);

    public Task WriteAsync(params RecordObserved[] records) => Writer.SendAsync(new RecordsObserved(records), Ct);

    /// <returns>The live listings by the records behind them, without our ids and clocks.</returns>
    public async Task<SortedDictionary<string, string>> DumpAsync()
    {
        var dump = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var detail in DetailsAsync())
        {
            foreach (var own in new[] { "id", "createdAt", "updatedAt" })
            {
                detail.Remove(own);
            }
            dump.Add(RecordsOf(detail), detail.ToJsonString());
        }
        return dump;
    }

    /// <returns>The Swedish detail of the listing that this record backs; fails when there is none.</returns>
    public async Task<JsonObject> DetailAsync(string record)
    {
        await foreach (var detail in DetailsAsync())
        {
            if (RecordsOf(detail).Split(' ').Contains(record))
            {
                return detail;
            }
        }
        throw new InvalidOperationException($"No live listing is backed by {record}.");
    }

    /// <summary>As if nothing had ever been written.</summary>
    public Task ClearAsync() => ExecuteAsync("""
        delete from catalog.source_record; delete from catalog.record_content; delete from catalog.shared_id; delete from catalog.rejected_record;
        delete from catalog.listing; delete from catalog.decision; delete from catalog.listing_search; delete from catalog.rendering; delete from catalog.occurrence; delete from catalog.occurrence_day; delete from catalog.opening; delete from catalog.word;
        delete from catalog.change; delete from catalog.listing_position; delete from catalog.kind_left; update catalog.counter set position = 0;
        """);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async Task<List<T>> ColumnAsync<T>(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var column = new List<T>();
        while (await reader.ReadAsync(Ct))
        {
            column.Add(reader.GetFieldValue<T>(0));
        }
        return column;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    async IAsyncEnumerable<JsonObject> DetailsAsync()
    {
        const string Sql = """
            select b.detail from catalog.listing_row l join catalog.listing_bytes b on b.listing_id = l.id and b.language = 'sv'
            where l.tombstoned_at is null order by l.id
            """;
        foreach (var bytes in await ColumnAsync<byte[]>(Sql))
        {
            yield return JsonNode.Parse(bytes)!.AsObject();
        }
    }

    static string RecordsOf(JsonObject detail) =>
        string.Join(' ', detail["sources"]!.AsArray().Select(source => (string)source!["record"]!).Order(StringComparer.Ordinal));
}
