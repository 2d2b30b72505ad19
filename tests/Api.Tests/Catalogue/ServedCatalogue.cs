using System.Text.Json.Nodes;
using Besoksnaring.Catalog;
using Besoksnaring.Ingest;
using Besoksnaring.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Tests.Catalogue;

/// <summary>The shipped Api on a real socket, reading the sample catalogue as the role that may only read.</summary>
public sealed class ServedCatalogue : IAsyncLifetime
{
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
        await ExecuteAsync(Owner, Sample());
        app = await StartAsync(AsReader(Owner));
        Client = ClientOf(app);
    }

    /// <returns>The connection string of a new, empty database, for who may do everything in it.</returns>
    public Task<string> CreateDatabaseAsync() => postgres.CreateDatabaseAsync("api");

    public static string AsReader(string owner) => new NpgsqlConnectionStringBuilder(owner) { Options = "-c role=besoksnaring_reader" }.ConnectionString;

    public static async Task<WebApplication> StartAsync(string reader, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Append(("ConnectionStrings:Reader", reader)).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.Services.AddSingleton<IClock>(new StoppedClock(Instant.FromUtc(2026, 12, 5, 12, 0)));
        builder.Services.AddApi(builder.Configuration);
        var app = builder.Build();
        app.MapApi();
        await app.StartAsync();
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

    static string Sample()
    {
        using var reader = new StreamReader(typeof(ServedCatalogue).Assembly.GetManifestResourceStream("sample.sql")!);
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
