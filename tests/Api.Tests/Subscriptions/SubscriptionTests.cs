using System.Net;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.OpenApi;
using Besoksnaring.Api.Tests.Partners;
using Npgsql;

namespace Besoksnaring.Api.Tests.Subscriptions;

/// <summary>A subscription from its making to its end, and who may touch it. The Api's clock stands at 5 December 2026, noon.</summary>
public sealed class SubscriptionTests(ServedCatalogue catalogue)
{
    const string Whole = """{ "name": " Konserter ", "address": "https://hooks.exempel.example/a?b=c", "kinds": ["event", "food", "event"], "payload": "data", "languages": ["de", "sv"] }""";

    [Fact]
    public async Task It_is_made_read_changed_paused_resumed_rotated_replayed_and_removed()
    {
        var partner = await PartnerAsync();
        var schema = await AnswerSchema.OfAsync("Subscription");
        using var made = await APartner.SendAsync(catalogue.Client, HttpMethod.Post, ASubscriber.Root, partner.Key, Whole);
        var text = await made.Content.ReadAsStringAsync(Ct);
        Assert.True(made.StatusCode == HttpStatusCode.Created, text);
        var first = JsonNode.Parse(text)!;
        var address = made.Headers.Location!.AbsolutePath;
        Assert.Equal($"{ASubscriber.Root}/{first["id"]}", address);
        Assert.Equal(
            ("Konserter", "https://hooks.exempel.example/a?b=c", """["event","food"]""", "data", """["de","sv"]""", "active", 0),
            ((string)first["name"]!, (string)first["address"]!, first["kinds"]!.ToJsonString(), (string)first["payload"]!, first["languages"]!.ToJsonString(), (string)first["state"]!, (int)first["failures"]!));
        var log = await catalogue.GetAsync("/api/v1/changes?limit=1");
        Assert.True((long)first["position"]! > 0, text);
        Assert.Equal((string)log["_meta"]!["epoch"]!, (string)first["epoch"]!);

        var found = await ReadAsync(partner, HttpMethod.Get, address);
        Assert.Equal(Without(first, "secret"), found.ToJsonString());
        var listed = await partner.SendAsync(HttpMethod.Get, ASubscriber.Root);
        Assert.Empty((await AnswerSchema.OfAsync("SubscriptionList")).Validate(listed.Answer.ToJsonString()));
        Assert.Equal((string)first["id"]!, (string)Assert.Single(listed.Answer["subscriptions"]!.AsArray())!["id"]!);

        // The whole is replaced by the defaults of what is not said; where it is, and that it is paused, stays.
        var paused = await ReadAsync(partner, HttpMethod.Post, address + "/pause");
        Assert.Equal(("paused", "Paused by its partner."), ((string)paused["state"]!, (string)paused["reason"]!));
        var changed = await ReadAsync(partner, HttpMethod.Put, address, """{ "name": "Allt", "address": "https://andra.exempel.example/" }""");
        Assert.Equal(
            ("Allt", "https://andra.exempel.example/", "thin", """["sv"]""", "paused", (long)first["position"]!),
            ((string)changed["name"]!, (string)changed["address"]!, (string)changed["payload"]!, changed["languages"]!.ToJsonString(), (string)changed["state"]!, (long)changed["position"]!));
        Assert.Equal("[]", changed["kinds"]!.ToJsonString());
        var resumed = await ReadAsync(partner, HttpMethod.Post, address + "/resume");
        Assert.Equal(("active", null), ((string)resumed["state"]!, (string?)resumed["reason"]));
        var rotated = await ReadAsync(partner, HttpMethod.Post, address + "/rotate", """{ "overlapHours": 2 }""");
        Assert.NotEqual((string)first["secret"]!, (string)rotated["secret"]!);
        Assert.Equal("2026-12-05T14:00:00Z", (string)rotated["previousSecretUntil"]!);
        Assert.Null((await ReadAsync(partner, HttpMethod.Post, address + "/rotate", """{ "overlapHours": 0 }"""))["previousSecretUntil"]);
        // Paused, so that nobody is called; nothing is lost by it.
        await partner.SendAsync(HttpMethod.Post, address + "/pause");
        Assert.Equal(0, (long)(await ReadAsync(partner, HttpMethod.Post, address + "/replay", """{ "after": 0 }"""))["position"]!);

        await ServedCatalogue.ExecuteAsync(catalogue.Owner, $"insert into partner.delivery (subscription_id, at, message_id, type, attempt, status, latency_ms, answer) values ('{first["id"]}', now(), 'msg_x', 'listing.updated', 1, 500, 12, 'nej')");
        var (_, deliveries) = await partner.SendAsync(HttpMethod.Get, address + "/deliveries");
        Assert.Empty((await AnswerSchema.OfAsync("DeliveryList")).Validate(deliveries.ToJsonString()));
        Assert.Equal((500, "nej"), ((int)deliveries["deliveries"]![0]!["status"]!, (string)deliveries["deliveries"]![0]!["answer"]!));

        Assert.Equal(HttpStatusCode.NoContent, await partner.StatusAsync(HttpMethod.Delete, address));
        await GoneAsync(partner, address);
        Assert.Equal(0L, await CountAsync($"partner.delivery where subscription_id = '{first["id"]}'"));
        var audit = await APartner.WithBookAsync(catalogue.Owner, book => book.AuditAsync(partner.Id, 100, Ct));
        Assert.Equal(
            ["subscription removed", "subscription replayed from 0", "subscription paused", "subscription's secret rotated", "subscription's secret rotated", "subscription resumed", "subscription changed", "subscription paused", "subscription created"],
            audit.Where(entry => entry.Actor == partner.Key[..12]).Select(entry => entry.What));
        // An address's query may be a secret of the receiver's.
        Assert.DoesNotContain(audit, entry => entry.Details.Contains("b=c", StringComparison.Ordinal));

        async Task<JsonNode> ReadAsync(ASubscriber of, HttpMethod method, string path, string? json = null)
        {
            using var response = await APartner.SendAsync(catalogue.Client, method, path, of.Key, json);
            var answer = await response.Content.ReadAsStringAsync(Ct);
            Assert.True(response.StatusCode == HttpStatusCode.OK, answer);
            Assert.Empty(schema.Validate(answer));
            Assert.True(response.Headers.CacheControl!.NoStore);
            return JsonNode.Parse(answer)!;
        }
    }

    [Fact]
    public async Task It_begins_where_it_is_told_to_and_a_change_does_not_move_it()
    {
        var partner = await PartnerAsync();
        var (_, all) = await partner.SubscribeAsync("""{ "name": "Prov", "address": "https://hooks.exempel.example/", "after": 3 }""");
        Assert.Equal(3, (long)all["position"]!);
        var (status, problem) = await partner.SendAsync(HttpMethod.Put, $"{ASubscriber.Root}/{all["id"]}", """{ "name": "Prov", "address": "https://hooks.exempel.example/", "after": 0 }""");
        Assert.Equal((HttpStatusCode.BadRequest, "after"), (status, (string)problem["parameter"]!));
        Assert.Equal(HttpStatusCode.NoContent, await partner.StatusAsync(HttpMethod.Delete, $"{ASubscriber.Root}/{all["id"]}"));
    }

    [Fact]
    public async Task Another_partners_is_not_there_a_key_without_the_scope_may_not_and_no_key_neither()
    {
        var partner = await PartnerAsync();
        var (address, made) = await partner.SubscribeAsync();
        var other = await PartnerAsync();
        foreach (var (method, below, body) in ASubscriber.Operations)
        {
            var (status, problem) = await other.SendAsync(method, address + below, body);
            Assert.True(status == HttpStatusCode.NotFound, $"{method} {below}: {status}");
            Assert.EndsWith("/problems/subscription-unknown", (string)problem["type"]!, StringComparison.Ordinal);
        }
        Assert.Equal(0, (int)(await other.SendAsync(HttpMethod.Get, ASubscriber.Root)).Answer["_meta"]!["totalCount"]!);

        var searcher = await ASubscriber.AddAsync(catalogue.Client, catalogue.Owner, "searches");
        foreach (var (method, path, body) in ASubscriber.Operations.Select(o => (o.Method, address + o.Below, o.Body)).Append((HttpMethod.Get, ASubscriber.Root, null)).Append((HttpMethod.Post, ASubscriber.Root, ASubscriber.Body)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await searcher.StatusAsync(method, path, body));
            using var nobody = await APartner.SendAsync(catalogue.Client, method, path, null, body);
            Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        }
        // Whatever they tried: it is as it was.
        Assert.Equal(Without(made, "secret"), (await partner.SendAsync(HttpMethod.Get, address)).Answer.ToJsonString());
    }

    [Fact]
    public async Task Who_only_reads_sees_no_subscription_and_what_was_tried_is_never_rewritten()
    {
        foreach (var (user, forbidden) in new[]
        {
            (ServedCatalogue.AsReader(catalogue.Owner), new[] { "select * from partner.subscription", "select * from partner.delivery" }),
            (ServedCatalogue.AsPartners(catalogue.Owner), ["update partner.delivery set answer = ''", "truncate partner.subscription"]),
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
    public async Task Of_a_hundred_there_is_room_for_the_last_once()
    {
        var partner = await PartnerAsync();
        var (address, one) = await partner.SubscribeAsync();
        await ServedCatalogue.ExecuteAsync(catalogue.Owner, $"""
            insert into partner.subscription (id, partner_id, name, address, kinds, payload, languages, secret, state, epoch, position, failures, generation, created_at, updated_at)
            select id || '-' || n, partner_id, name, address, kinds, payload, languages, secret, 'paused', epoch, position, failures, generation, created_at, updated_at
            from partner.subscription, generate_series(1, 94) n where id = '{one["id"]}'
            """);
        var tried = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => partner.SendAsync(HttpMethod.Post, ASubscriber.Root, ASubscriber.Body)));
        Assert.Equal(5, tried.Count(t => t.Status == HttpStatusCode.Created));
        Assert.All(tried.Where(t => t.Status != HttpStatusCode.Created), t => Assert.EndsWith("/problems/subscriptions-too-many", (string)t.Answer["type"]!, StringComparison.Ordinal));
        Assert.Equal(100, (int)(await partner.SendAsync(HttpMethod.Get, ASubscriber.Root)).Answer["_meta"]!["totalCount"]!);
        Assert.Equal(HttpStatusCode.NoContent, await partner.StatusAsync(HttpMethod.Delete, address));
        Assert.Equal(HttpStatusCode.Created, await partner.StatusAsync(HttpMethod.Post, ASubscriber.Root, ASubscriber.Body));
        Assert.Equal(HttpStatusCode.Conflict, await partner.StatusAsync(HttpMethod.Post, ASubscriber.Root, ASubscriber.Body));
    }

    [Fact]
    public async Task Who_rotate_at_once_get_a_secret_each_and_the_last_two_are_in_force()
    {
        var partner = await PartnerAsync();
        var (address, made) = await partner.SubscribeAsync();
        var rotated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => partner.SendAsync(HttpMethod.Post, address + "/rotate", "{}")));
        Assert.All(rotated, r => Assert.Equal(HttpStatusCode.OK, r.Status));
        var secrets = rotated.Select(r => (string)r.Answer["secret"]!).ToHashSet();
        Assert.Equal(8, secrets.Count);
        var inForce = (string[])(await ScalarAsync($"select array[secret, previous_secret] from partner.subscription where id = '{made["id"]}'"))!;
        Assert.Equal(2, inForce.Distinct().Count());
        Assert.All(inForce, secret => Assert.Contains(secret, secrets));
        Assert.Equal(8, (int)(await ScalarAsync($"select generation from partner.subscription where id = '{made["id"]}'"))!);
        Assert.Equal(8L, await CountAsync($"partner.audit where partner_id = '{partner.Id}' and what like '%rotated'"));
    }

    [Fact]
    public async Task What_is_removed_while_it_is_changed_stays_removed()
    {
        var partner = await PartnerAsync();
        for (var round = 0; round < 10; round++)
        {
            var (address, _) = await partner.SubscribeAsync();
            var changes = ASubscriber.Operations.Where(o => o.Method != HttpMethod.Delete && o.Below is not "/test" and not "/replay");
            var tried = await Task.WhenAll(changes.Select(o => partner.StatusAsync(o.Method, address + o.Below, o.Body)).Append(partner.StatusAsync(HttpMethod.Delete, address)).Append(partner.StatusAsync(HttpMethod.Delete, address)));
            Assert.All(tried[..^2], status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{status}"));
            Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], tried[^2..].Order());
            await GoneAsync(partner, address);
        }
        Assert.Equal(0L, await CountAsync($"partner.subscription where partner_id = '{partner.Id}'"));
    }

    static async Task GoneAsync(ASubscriber partner, string address)
    {
        foreach (var (method, below, body) in ASubscriber.Operations)
        {
            Assert.Equal(HttpStatusCode.NotFound, await partner.StatusAsync(method, address + below, body));
        }
    }

    Task<ASubscriber> PartnerAsync() => ASubscriber.AddAsync(catalogue.Client, catalogue.Owner);

    async Task<long> CountAsync(string from) => (long)(await ScalarAsync($"select count(*) from {from}"))!;

    async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(catalogue.Owner);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }

    static string Without(JsonNode answer, string member)
    {
        var rest = answer.DeepClone().AsObject();
        rest.Remove(member);
        return rest.ToJsonString();
    }
}
