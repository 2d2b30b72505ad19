using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest;
using Besoksnaring.Vocabularies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Tests.Events;

/// <summary>An Api of its own with random events, and every happening of them as the catalogue's plain rows have it.</summary>
sealed class EventCatalogue : IAsyncDisposable
{
    const string Sql = """
        select o.listing_id, o.starts_at, o.ends_at, o.start_local, o.end_local, o.time_zone, o.precision, o.is_run, l.municipality, l.concepts, l.is_free,
            st_y(l.point::geometry), st_x(l.point::geometry), l.title
        from catalog.listing_occurrence o join catalog.listing_row l on l.id = o.listing_id
        """;

    readonly WebApplication app;

    EventCatalogue(WebApplication app, string database, IReadOnlyList<Happening> happenings)
    {
        (this.app, Database, Happenings) = (app, database, happenings);
        Client = ServedCatalogue.ClientOf(app);
    }

    public string Database { get; }

    public HttpClient Client { get; }

    public IReadOnlyList<Happening> Happenings { get; }

    public static async Task<EventCatalogue> StartAsync(ServedCatalogue servers, IEnumerable<RecordObserved> records)
    {
        var database = await servers.CreateDatabaseAsync();
        await IngestSchema.MigrateAsync(database, Ct);
        await CatalogSchema.MigrateAsync(database, Ct);
        await WriteAsync(database, records);
        return new EventCatalogue(await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(database)), database, await HappeningsAsync(database));
    }

    public static async Task WriteAsync(string database, IEnumerable<RecordObserved> records)
    {
        await using var catalog = new CatalogDatabase(database);
        var writer = new CatalogWriter(catalog, Region.Default, new StoppedClock(Instant.FromUtc(2026, 11, 22, 3, 0)), NullLogger<CatalogWriter>.Instance);
        foreach (var message in records.Chunk(RecordsObserved.MaxRecords))
        {
            await writer.SendAsync(new RecordsObserved(message), Ct);
        }
    }

    public async Task<JsonObject> GetAsync(string pathAndQuery)
    {
        using var response = await Client.GetAsync(pathAndQuery, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{pathAndQuery}: {(int)response.StatusCode} {text}");
        return (JsonObject)JsonNode.Parse(text)!;
    }

    static async Task<IReadOnlyList<Happening>> HappeningsAsync(string database)
    {
        await using var source = new NpgsqlDataSourceBuilder(database).UseNodaTimeAndBuild();
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var all = new List<Happening>();
        while (await reader.ReadAsync(Ct))
        {
            all.Add(new Happening(
                reader.GetString(0), reader.GetFieldValue<Instant>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<Instant>(2), reader.GetFieldValue<LocalDateTime>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<LocalDateTime>(4), reader.GetString(5), reader.GetString(6) == "date", reader.GetBoolean(7),
                reader.IsDBNull(8) ? null : reader.GetString(8), reader.GetFieldValue<string[]>(9), reader.IsDBNull(10) ? null : reader.GetBoolean(10),
                reader.IsDBNull(11) ? null : (reader.GetDouble(11), reader.GetDouble(12)), reader.GetString(13)));
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

static class NodaTimeSource
{
    public static NpgsqlDataSource UseNodaTimeAndBuild(this NpgsqlDataSourceBuilder builder)
    {
        builder.UseNodaTime();
        return builder.Build();
    }
}
