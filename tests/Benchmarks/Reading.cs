using System.Globalization;
using Besoksnaring.Api;
using Besoksnaring.Catalog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>The Api on a real socket in this process, beside a hello world in the same process, called the same way.</summary>
static class Reading
{
    const int Connections = 16;
    const string Page = "/api/v1/listings?limit=20";

    public static async Task<IReadOnlyList<string>> AskAsync(Bench bench)
    {
        var connectionString = await bench.EmptyCatalogAsync();
        await Ingest.IngestSchema.MigrateAsync(connectionString, bench.Cancellation);
        await Api.Partners.PartnerSchema.MigrateAsync(connectionString, bench.Cancellation);
        await using (var services = Bench.WriterOf(connectionString))
        {
            await bench.WriteAsync(services.GetRequiredService<CatalogWriter>(), RealisticRecords.Messages("benchmark", bench.Sizes.Records, edition: 1, sequence: 1));
        }
        var (paths, tags) = await ListingsAsync(connectionString, bench.Cancellation);
        IReadOnlyList<string> pages = [.. Enumerable.Range(0, bench.Sizes.Records / 20).Select(page => $"{Page}&offset={page * 20}")];
        await using var forgetful = await StartApiAsync(connectionString, cacheMegabytes: 0);
        await using var api = await StartApiAsync(connectionString, cacheMegabytes: 64);
        await using var hello = await HelloWorld.StartAsync();

        IReadOnlyList<string> rows =
        [
            await AskAsync(forgetful, "a listing by its id, not cached", 0.18, paths, _ => "", 200),
            await AskAsync(forgetful, "a page of 20 listings, not cached", null, pages, _ => "", 200),
            await AskAsync(api, "a listing by its id, cached", null, paths, _ => "", 200),
            await AskAsync(api, "the same when the caller has it (304)", 0.85, paths, path => $"If-None-Match: \"{tags[path]}\"\r\n", 304),
            await AskAsync(api, "a page of 20 listings, cached, Brotli", 0.80, pages, _ => "Accept-Encoding: gzip, deflate, br\r\n", 200),
        ];
        await forgetful.StopAsync(bench.Cancellation);
        await api.StopAsync(bench.Cancellation);
        return rows;

        async Task<string> AskAsync(WebApplication asked, string question, double? target, IReadOnlyList<string> paths, Func<string, string> headers, int status)
        {
            var ratio = await Ratio.MeasureAsync(question, "hello world", "answers/s", target, bench.Sizes.Rounds,
                ours: () => HttpLoad.RateAsync(HelloWorld.AddressOf(asked), paths, headers, status, Connections, bench.Sizes.Load),
                theirs: () => HttpLoad.RateAsync(HelloWorld.AddressOf(hello), ["/hello"], _ => "", 200, Connections, bench.Sizes.Load));
            return ratio.ToRow();
        }
    }

    public static async Task<WebApplication> StartApiAsync(string connectionString, int cacheMegabytes)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
        [
            new("ConnectionStrings:Besoksnaring", connectionString),
            new("Api:CacheMegabytes", cacheMegabytes.ToString(CultureInfo.InvariantCulture)),
            // As the quick start and the one-process host set it.
            new("Logging:LogLevel:Default", "Warning"),
        ]);
        builder.Services.AddApi(builder.Configuration);
        var app = builder.Build();
        app.MapApi();
        await app.StartAsync();
        return app;
    }

    public static async Task<(List<string> Paths, Dictionary<string, string> Tags)> ListingsAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select listing_id, etag from catalog.listing_bytes where language = 'sv' order by md5(listing_id)");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (paths, tags) = (new List<string>(), new Dictionary<string, string>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var path = $"/api/v1/listings/{reader.GetString(0)}";
            paths.Add(path);
            tags[path] = reader.GetString(1);
        }
        return (paths, tags);
    }
}
