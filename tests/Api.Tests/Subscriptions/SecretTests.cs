using System.Collections.Concurrent;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Partners;
using Besoksnaring.Api.Tests.Webhooks;
using Besoksnaring.Catalog;
using Besoksnaring.Ingest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Besoksnaring.Api.Tests.Subscriptions;

/// <summary>A secret is shown where it is made, and is nowhere else that anybody reads.</summary>
public sealed class SecretTests(ServedCatalogue servers)
{
    [Fact]
    public async Task A_secret_is_in_the_answers_that_make_it_and_in_no_other_no_log_no_audit_and_no_message()
    {
        var database = await servers.CreateDatabaseAsync();
        await IngestSchema.MigrateAsync(database, Ct);
        await CatalogSchema.MigrateAsync(database, Ct);
        var lines = new ConcurrentQueue<string>();
        await using var app = Build(database, lines);
        await app.StartAsync(Ct);
        using var client = ServedCatalogue.ClientOf(app);
        await using var receiver = await Receiver.StartAsync();
        var partner = await ASubscriber.AddAsync(client, database);
        var body = $$"""{ "name": "Prov", "address": "{{receiver.Address}}" }""";

        var (address, made) = await partner.SubscribeAsync(body);
        var rotated = (await partner.SendAsync(HttpMethod.Post, address + "/rotate", "{}")).Answer;
        string[] secrets = [(string)made["secret"]!, (string)rotated["secret"]!];
        Assert.All(secrets, secret => Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret));

        var others = new List<string>();
        foreach (var (method, path, json) in new[]
        {
            (HttpMethod.Get, address, null), (HttpMethod.Get, ASubscriber.Root, null), (HttpMethod.Put, address, body), (HttpMethod.Post, address + "/pause", null), (HttpMethod.Post, address + "/resume", null),
            (HttpMethod.Post, address + "/replay", """{ "after": 0 }"""), (HttpMethod.Post, address + "/test", null), (HttpMethod.Get, address + "/deliveries", null),
            (HttpMethod.Post, address + "/rotate", """{ "overlapHours": -1 }"""), (HttpMethod.Put, address, """{ "name": "" }"""),
        })
        {
            using var response = await APartner.SendAsync(client, method, path, partner.Key, json);
            others.Add(await response.Content.ReadAsStringAsync(Ct));
        }
        Assert.All(others, answer => Assert.DoesNotContain("ecret\":", answer, StringComparison.Ordinal));
        Assert.Single(receiver.Calls);
        Assert.NotEmpty(lines);
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var secret in secrets.Select(secret => secret["whsec_".Length..]))
        {
            Assert.DoesNotContain(others, answer => answer.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(receiver.Calls, call => $"{call}".Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
            foreach (var table in new[] { "audit", "delivery" })
            {
                await using var command = source.CreateCommand($"select count(*) from partner.{table} t where strpos(t::text, '{secret}') > 0");
                Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
            }
        }
    }

    static WebApplication Build(string database, ConcurrentQueue<string> lines)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new LogLines(lines));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(HookedCatalogue.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Besoksnaring", database), new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace")]);
        builder.Services.AddApi(builder.Configuration);
        var app = builder.Build();
        app.MapApi();
        return app;
    }
}
