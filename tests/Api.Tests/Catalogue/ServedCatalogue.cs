using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Besoksnaring.Api.Partners;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Tests.Catalogue;

/// <summary>The shipped Api on a real socket, reading the sample catalogue as the role that may only read.</summary>
public sealed partial class ServedCatalogue : IAsyncLifetime
{
    // The catalogue cleans titles; the pages must be safe even if it did not.
    const string HostileTitle = """
        update catalog.rendering set list = convert_to((convert_from(list, 'UTF8')::jsonb
            || jsonb_build_object('title', '<script>alert("xss")</script> <img src=x onerror=alert(1)>'))::text, 'UTF8')
        where listing_id = (select listing_id from catalog.source_record where record_id = 'l-004')
        """;

    /// <summary>A setting of a test whose others look at the clock.</summary>
    public static readonly (string Key, string Value) RealClock = ("Test:Clock", "real");

    /// <summary>One that somebody saved.</summary>
    public const string SavedSearch = "k7m2q9xa04tz";

    /// <summary>One that asks for no times.</summary>
    public const string FollowedSearch = "f0ll0wed0sea";

    const string SavedSearches = $$"""
        insert into partner.partner values ('sample', 'Någon', 'x@exempel.example', '{web}', '{}', 100, now());
        insert into partner.saved_search (id, partner_id, name, resource, query, created_at, updated_at)
        values ('{{SavedSearch}}', 'sample', 'Allt i december', 'events', '{ "when": "2026-12" }', now(), now()),
            ('{{FollowedSearch}}', 'sample', 'Allt i Karlstad', 'listings', '{ "municipality": "Karlstad" }', now(), now())
        """;

    readonly Dictionary<string, string> ids = [];
    readonly PostgresFixture postgres = new();
    WebApplication? app;

    /// <summary>What the database's owner sees; the Api does not.</summary>
    public string Owner { get; private set; } = "";

    public HttpClient Client { get; private set; } = new();

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        Owner = await postgres.CreateDatabaseAsync("api");
        await IngestSchema.MigrateAsync(Owner, CancellationToken.None);
        await CatalogSchema.MigrateAsync(Owner, CancellationToken.None);
        await PartnerSchema.MigrateAsync(Owner, CancellationToken.None);
        await ExecuteAsync(Owner, Runs());
        await ExecuteAsync(Owner, SavedSearches);
        await WriteAsync(SampleRecords.First().Take(1), hour: 3);
        await WriteAsync(SampleRecords.First().Skip(1), hour: 4);
        await WriteAsync(SampleRecords.Then(), hour: 5);
        await ExecuteAsync(Owner, HostileTitle);
        app = await StartAsync(AsReader(Owner));
        Client = new HttpClient(new NamedListings(this)) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <returns>The connection string of a new database for who may do everything in it. Nothing is in it but what the Api itself owns.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var database = await postgres.CreateDatabaseAsync("api");
        await PartnerSchema.MigrateAsync(database, Ct);
        return database;
    }

    /// <returns>The path with each <c>{record}</c> in it replaced by the id of the listing first made of that record.</returns>
    public string Path(string path) => RecordNames().Replace(path, record => ids[record.Groups[1].Value]);

    async Task WriteAsync(IEnumerable<RecordObserved> records, int hour)
    {
        await using var database = new CatalogDatabase(Owner);
        var writer = new CatalogWriter(database, Region.Default, new StoppedClock(Instant.FromUtc(2026, 11, 22, hour, 0)), NullLogger<CatalogWriter>.Instance);
        foreach (var message in records.Chunk(RecordsObserved.MaxRecords))
        {
            await writer.SendAsync(new RecordsObserved(message), CancellationToken.None);
        }
        await RememberAsync();
    }

    async Task RememberAsync()
    {
        await using var source = NpgsqlDataSource.Create(Owner);
        await using var command = source.CreateCommand("select record_id, listing_id from catalog.source_record where listing_id is not null");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ids.TryAdd(reader.GetString(0), reader.GetString(1));
        }
    }

    [GeneratedRegex(@"(?:\{|%7B)(l-\w+)(?:\}|%7D)")]
    private static partial Regex RecordNames();

    /// <summary>Lets a test call <c>/listings/{l-001}</c>: ids are ours and new each time.</summary>
    sealed class NamedListings(ServedCatalogue catalogue) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!.OriginalString;
            if (RecordNames().IsMatch(address))
            {
                request.RequestUri = new Uri(catalogue.Address, catalogue.Path(request.RequestUri.PathAndQuery));
            }
            return base.SendAsync(request, cancellationToken);
        }
    }

    public static string AsReader(string owner) => As("besoksnaring_reader", owner);

    /// <summary>What the Api's writing connection may do.</summary>
    public static string AsPartners(string owner) => As("besoksnaring_partner", owner);

    static string As(string role, string database) => new NpgsqlConnectionStringBuilder(database) { Options = $"-c role={role}" }.ConnectionString;

    public static Task<WebApplication> StartAsync(string reader, params (string Key, string Value)[] settings) => StartAsync(reader, TimeProvider.System, settings);

    public static async Task<WebApplication> StartAsync(string reader, TimeProvider time, params (string Key, string Value)[] settings)
    {
        var app = Build(reader, time, settings);
        await app.StartAsync();
        return app;
    }

    /// <returns>The shipped Api, not started yet.</returns>
    public static WebApplication Build(string reader, params (string Key, string Value)[] settings) => Build(reader, TimeProvider.System, settings);

    static WebApplication Build(string reader, TimeProvider time, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Append(("ConnectionStrings:Reader", reader)).Append(("ConnectionStrings:Partners", AsPartners(reader))).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IClock>(settings.Contains(RealClock) ? SystemClock.Instance : new StoppedClock(Instant.FromUtc(2026, 12, 5, 12, 0)));
        builder.Services.AddApi(builder.Configuration);
        var app = builder.Build();
        app.MapApi();
        return app;
    }

    public static HttpClient ClientOf(WebApplication app) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

    public async Task<JsonObject> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return (JsonObject)JsonNode.Parse(text)!;
    }

    /// <returns>The problem that the call is answered with; everything that every problem must have is there.</returns>
    public async Task<JsonObject> ProblemAsync(string path, int status, string type)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{path}: {(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = (JsonObject)JsonNode.Parse(text)!;
        Assert.Equal(status, (int)problem["status"]!);
        Assert.EndsWith("/problems/" + type, (string)problem["type"]!, StringComparison.Ordinal);
        Assert.All(["title", "detail", "instance"], member => Assert.NotEqual("", (string)problem[member]!));
        return problem;
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static string Runs()
    {
        using var reader = new StreamReader(typeof(ServedCatalogue).Assembly.GetManifestResourceStream("runs.sql")!);
        return reader.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
        await postgres.DisposeAsync();
    }
}
