using System.Collections.Concurrent;
using System.CommandLine;
using System.Net;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Tests.Partners;

/// <summary>A key opens what it should, as long as it should, and is nowhere but with its partner. The Api's clock stands at 5 December 2026, noon.</summary>
public sealed class KeyTests(ServedCatalogue catalogue)
{
    static readonly Instant Now = Instant.FromUtc(2026, 12, 5, 12, 0);

    const string Path = "/api/v1/listings?limit=1";

    [Fact]
    public async Task A_key_in_force_is_taken_and_any_other_is_refused()
    {
        var (_, key) = await APartner.AddAsync(catalogue.Owner);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        foreach (var wrong in new[] { "", "x", "bes_", key[..^1], key + "0", key.ToUpperInvariant(), key[..^1] + (key[^1] == '0' ? '1' : '0'), KeyText.Make().Key, new string('0', 100_00), "åäö" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path);
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Uri.EscapeDataString(wrong));
            using var response = await catalogue.Client.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.Single().ToString(), StringComparison.Ordinal);
            Assert.Contains("/problems/key-needed", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        // Somebody on the way may want a password of his own.
        using var basic = new HttpRequestMessage(HttpMethod.Get, Path);
        basic.Headers.Add("Authorization", "Basic eDp5");
        Assert.Equal(HttpStatusCode.OK, (await catalogue.Client.SendAsync(basic, Ct)).StatusCode);
        await catalogue.ProblemAsync($"/api/v1/listings?key={key}", 400, "unknown-parameter");
    }

    [Fact]
    public async Task An_old_key_goes_on_for_the_overlap_and_a_revoked_one_ends_at_once()
    {
        var (id, first) = await APartner.AddAsync(catalogue.Owner);
        var second = await APartner.WithBookAsync(catalogue.Owner, book => book.RotateAsync(id, Duration.FromDays(1), Ct), Now - Duration.FromHours(23));
        await UntilAsync(second, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first));
        var third = await APartner.WithBookAsync(catalogue.Owner, book => book.RotateAsync(id, Duration.Zero, Ct), Now);
        // Each key is looked up by itself: that one has ended here says nothing of when the other was asked for.
        await UntilAsync(second, HttpStatusCode.Unauthorized);
        await UntilAsync(first, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(third));
        Assert.Equal(1, await APartner.WithBookAsync(catalogue.Owner, book => book.RevokeAsync(id, third[..12], Ct)));
        await UntilAsync(third, HttpStatusCode.Unauthorized);
        Assert.Equal(2, await APartner.WithBookAsync(catalogue.Owner, book => book.RevokeAsync(id, null, Ct)));
    }

    [Fact]
    public async Task Who_rotate_at_once_make_a_key_each_and_all_but_the_last_end()
    {
        var (id, _) = await APartner.AddAsync(catalogue.Owner);
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => APartner.WithBookAsync(catalogue.Owner, book => book.RotateAsync(id, Duration.FromDays(2), Ct))));
        Assert.Equal(8, keys.Distinct().Count());
        var known = (await APartner.WithBookAsync(catalogue.Owner, book => book.ListAsync(Ct))).Single(p => p.Partner.Id == id).Keys;
        Assert.Equal(9, known.Count);
        Assert.Single(known, key => key.ExpiresAt is null && key.RevokedAt is null);
        // Each change is in the log: 9 keys made, 8 ended, one partner.
        Assert.Equal(18, (await APartner.WithBookAsync(catalogue.Owner, book => book.AuditAsync(id, 1_000, Ct))).Count);
    }

    [Fact]
    public async Task The_database_has_the_hash_alone_and_the_log_neither()
    {
        var lines = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new LogLines(lines));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Besoksnaring", catalogue.Owner), new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace")]);
        builder.Services.AddApi(builder.Configuration);
        await using var app = builder.Build();
        app.MapApi();
        await app.StartAsync(Ct);
        using var client = ServedCatalogue.ClientOf(app);
        var (id, key) = await APartner.AddAsync(catalogue.Owner);
        using (var ok = await APartner.SendAsync(client, HttpMethod.Get, Path, key))
        {
            Assert.Equal(HttpStatusCode.OK, ok.StatusCode);
        }
        await APartner.WithBookAsync(catalogue.Owner, book => book.RevokeAsync(id, null, Ct));
        using var refused = await APartner.SendAsync(client, HttpMethod.Get, Path, key + "x");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.NotEmpty(lines);
        var secret = key[13..];
        Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));

        await using var source = NpgsqlDataSource.Create(catalogue.Owner);
        foreach (var table in new[] { "partner", "key", "audit", "saved_search" })
        {
            await using var command = source.CreateCommand($"select count(*) from partner.{table} t where t::text like '%{secret}%'");
            Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
        }
        await using var used = source.CreateCommand($"select last_used_at is not null and octet_length(hash) = 32 from partner.key where prefix = '{key[..12]}'");
        Assert.Equal(true, await used.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task The_Apis_users_may_do_what_they_must_and_no_more()
    {
        foreach (var (user, forbidden) in new[]
        {
            (ServedCatalogue.AsReader(catalogue.Owner), new[] { "select * from partner.key", "select * from partner.saved_search", "select * from partner.revision" }),
            (ServedCatalogue.AsPartners(catalogue.Owner), ["update partner.key set hash = hash", "insert into partner.partner select * from partner.partner", "delete from partner.audit",
                "update partner.audit set what = ''", "delete from partner.saved_search", "select * from catalog.listing_row"]),
        })
        {
            await using var source = NpgsqlDataSource.Create(user);
            foreach (var sql in forbidden)
            {
                await using var command = source.CreateCommand(sql);
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).SqlState);
            }
        }
    }

    [Fact]
    public async Task An_operator_adds_lists_rotates_revokes_and_reads_the_log()
    {
        var name = $"visit-{Guid.NewGuid():N}";
        var (code, added, told) = await RunAsync("partners", "add", name, "--name", "Visit Exempel", "--contact", "x@exempel.example", "--purpose", "web", "--purpose", "ai", "--scope", "searches");
        Assert.True(code == 0, told);
        var key = added.Split('\n')[0];
        await UntilAsync(key, HttpStatusCode.OK);
        var (_, rotated, _) = await RunAsync("partners", "rotate", name, "--overlap-days", "0");
        var (_, listed, _) = await RunAsync("partners", "list");
        Assert.Contains($"{name}  Visit Exempel  x@exempel.example  web ai  scopes: searches  6000 calls a minute", listed, StringComparison.Ordinal);
        Assert.Contains(key[..12], listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key[13..], listed, StringComparison.Ordinal);
        Assert.Equal("1 revoked.", (await RunAsync("partners", "revoke", name, "--key", rotated[..12])).Output.Trim());
        Assert.Equal(0, (await RunAsync("partners", "change", name, "--purpose", "print", "--calls-per-minute", "7")).Code);
        Assert.Contains($"{name}  Visit Exempel  x@exempel.example  print  scopes: searches  7 calls a minute", (await RunAsync("partners", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("partners", "change", name, "--no-scopes", "--contact", "y@exempel.example")).Code);
        Assert.Contains($"{name}  Visit Exempel  y@exempel.example  print  scopes: none  7 calls a minute", (await RunAsync("partners", "list")).Output, StringComparison.Ordinal);
        foreach (var wrong in new string[][] { ["nobody", "--name", "x"], [name], [name, "--purpose", "war"], [name, "--calls-per-minute", "0"], [name, "--scope", "searches", "--no-scopes"] })
        {
            Assert.NotEqual(0, (await RunAsync(["partners", "change", .. wrong])).Code);
        }
        Assert.Equal(7, (await RunAsync("partners", "audit", name)).Output.Trim().Split('\n').Length);
        Assert.Contains("rotate", (await RunAsync("partners", "add", name, "--name", "x", "--contact", "x", "--purpose", "web")).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("partners", "rotate", "nobody")).Code);
        Assert.Equal(1, (await RunAsync("partners", "revoke", name, "--key", rotated[..12])).Code);
        Assert.NotEqual(0, (await RunAsync("partners", "add", "Å", "--name", "x", "--contact", "x", "--purpose", "web")).Code);
        Assert.NotEqual(0, (await RunAsync("partners", "add", "x", "--name", "x", "--contact", "x", "--purpose", "war")).Code);
    }

    async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var root = new RootCommand();
        PartnerCommands.AddTo(root, new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Besoksnaring", catalogue.Owner)]).Build());
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, Ct);
        return (code, output.ToString(), error.ToString());
    }

    async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await APartner.SendAsync(catalogue.Client, HttpMethod.Get, Path, key);
        return response.StatusCode;
    }

    /// <summary>What another process changed is known within moments.</summary>
    async Task UntilAsync(string key, HttpStatusCode status)
    {
        for (var tries = 0; await StatusAsync(key) != status; tries++)
        {
            Assert.True(tries < 200, $"It never became {status}.");
            await Task.Delay(50, Ct);
        }
    }
}
