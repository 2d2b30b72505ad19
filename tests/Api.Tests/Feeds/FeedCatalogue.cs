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

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>An Api with a catalogue of its own, which a test writes as Ingest would.</summary>
sealed class FeedCatalogue : IAsyncDisposable
{
    readonly CatalogDatabase catalog;
    readonly CatalogWriter writer;
    int saved;

    FeedCatalogue(WebApplication app, string database)
    {
        (App, Database) = (app, database);
        Client = ServedCatalogue.ClientOf(app);
        catalog = new CatalogDatabase(database);
        writer = new CatalogWriter(catalog, Region.Default, SystemClock.Instance, NullLogger<CatalogWriter>.Instance);
    }

    public WebApplication App { get; }

    public string Database { get; }

    public HttpClient Client { get; }

    public static Task<FeedCatalogue> StartAsync(ServedCatalogue servers, params (string Key, string Value)[] settings) => StartAsync(servers, TimeProvider.System, settings);

    public static async Task<FeedCatalogue> StartAsync(ServedCatalogue servers, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var database = await servers.CreateDatabaseAsync();
        await MigrateAsync(database);
        return await OfAsync(database, time, settings);
    }

    public static async Task MigrateAsync(string database)
    {
        await IngestSchema.MigrateAsync(database, Ct);
        await CatalogSchema.MigrateAsync(database, Ct);
    }

    /// <summary>Over a database that is one already.</summary>
    public static async Task<FeedCatalogue> OfAsync(string database, TimeProvider time, params (string Key, string Value)[] settings) =>
        new(await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(database), time, settings), database);

    public async Task WriteAsync(params IEnumerable<RecordObserved> records)
    {
        foreach (var message in records.Chunk(RecordsObserved.MaxRecords))
        {
            await writer.SendAsync(new RecordsObserved(message), Ct);
        }
    }

    /// <returns>The id of the listing that the record backs.</returns>
    public Task<string> IdOfAsync(string record) => ScalarAsync<string>($"select listing_id from catalog.source_record where record_id = '{record}'");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = catalog.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public Task ExecuteAsync(string sql) => ServedCatalogue.ExecuteAsync(Database, sql);

    /// <returns>Its path.</returns>
    public async Task<string> SaveAsync(string resource, string query)
    {
        var id = $"search{++saved:000000}";
        await ExecuteAsync($$"""
            insert into partner.partner values ('sample', 'Någon', 'x@exempel.example', '{web}', '{}', 100, now()) on conflict do nothing;
            insert into partner.saved_search (id, partner_id, name, resource, query, created_at, updated_at) values ('{{id}}', 'sample', 'Något', '{{resource}}', '{{query}}', now(), now())
            """);
        return "/api/v1/searches/" + id;
    }

    public async Task<JsonObject> GetAsync(string address)
    {
        using var response = await Client.GetAsync(address, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {text}");
        return (JsonObject)JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await catalog.DisposeAsync();
    }
}
