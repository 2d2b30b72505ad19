using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Partners;
using Besoksnaring.Api.Tests.Shapes;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>What a receiver is told when all is well.</summary>
public sealed class DeliveryTests(ServedCatalogue servers)
{
    [Fact]
    public async Task Every_change_is_told_thin_and_signed_as_others_check_it()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 2));
        var (_, subscription) = await catalogue.SubscribeAsync(receiver.Address, """, "languages": ["sv", "de"] """);
        await catalogue.WriteAsync(HookedCatalogue.Event(1, 2).Observed(), HookedCatalogue.Event(3).Observed());
        await receiver.WaitAsync(2);
        await catalogue.WriteAsync(HookedCatalogue.Event(2, 2).Tombstone());
        var calls = await receiver.WaitAsync(3);

        Assert.Equal(["listing.updated", "listing.updated", "listing.deleted"], calls.Select(call => call.Type));
        Assert.Equal([3, 4, 5], calls.Select(call => (long)call.Data["position"]!).Order());
        var one = calls.Single(call => (long)call.Data["position"]! == 3);
        var id = await catalogue.Feeds.IdOfAsync("e1");
        Assert.Equal(
            $$"""{"id":"{{id}}","kind":"event","position":3,"epoch":"{{subscription["epoch"]}}","href":"https://data.example.se/api/v1/listings/{{id}}","content":[{"language":"sv","href":"https://data.example.se/api/v1/listings/{{id}}?language=sv"},{"language":"de","href":"https://data.example.se/api/v1/listings/{{id}}?language=de"}]}""",
            one.Data.ToJsonString());
        Assert.False(calls[2].Data.AsObject().ContainsKey("content"));
        Assert.Equal(3, calls.Select(call => call.Id).Distinct().Count());
        var deliveries = calls.Select(call => new
        {
            secret = (string)subscription["secret"]!,
            headers = new Dictionary<string, string> { ["webhook-id"] = call.Id, ["webhook-timestamp"] = call.Timestamp, ["webhook-signature"] = call.Signature },
            body = call.Text,
            now = long.Parse(call.Timestamp, System.Globalization.CultureInfo.InvariantCulture),
        });
        var answers = JsonNode.Parse(await OtherProgram.NodeAsync("Webhooks/OtherClients", "verify.mjs", [], JsonSerializer.Serialize(deliveries), TimeSpan.FromMinutes(1)))!.AsArray();
        Assert.All(answers, answer => Assert.NotNull(answer!["read"]));
    }

    [Fact]
    public async Task With_data_it_is_the_listing_itself_unless_that_is_too_large()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.SubscribeAsync(receiver.Address, """, "payload": "data", "languages": ["sv", "en"] """);
        await catalogue.WriteAsync(HookedCatalogue.Event(1).Observed(), (HookedCatalogue.Event(2) with { Description = new string('å', 12_000) }).Observed());
        var calls = await receiver.WaitAsync(2);
        var small = calls.Single(call => call.Data["tooLarge"] is null);
        foreach (var content in small.Data["content"]!.AsArray())
        {
            var href = new Uri((string)content!["href"]!).PathAndQuery;
            var listing = await catalogue.Feeds.GetAsync(href);
            listing.Remove("_links");
            Assert.Equal(listing.ToJsonString(), content["listing"]!.ToJsonString());
        }
        var large = calls.Single(call => call != small);
        Assert.True((bool)large.Data["tooLarge"]!);
        Assert.All(large.Data["content"]!.AsArray(), content => Assert.Null(content!["listing"]));
        Assert.All(calls, call => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(call.Text), 1, 20_000));
    }

    [Fact]
    public async Task Only_what_the_search_and_the_kinds_ask_for_is_told_and_what_leaves_them_is_deleted()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        var (_, search) = await catalogue.SendAsync(HttpMethod.Post, "/api/v1/searches", """{ "name": "Jazz", "resource": "listings", "query": { "q": "jazz" } }""");
        await catalogue.SubscribeAsync(receiver.Address, $$""", "search": "{{search["id"]}}", "kinds": ["event"] """);
        var jazz = HookedCatalogue.Event(1) with { Title = "Jazz i parken" };
        await catalogue.WriteAsync(jazz.Observed(), HookedCatalogue.Event(2).Observed(), (jazz with { Id = "f1", Kind = ListingKind.Food }).Observed());
        await receiver.WaitAsync(2);
        await catalogue.WriteAsync((jazz with { Title = "Rock i parken", Sequence = 2 }).Observed());
        await receiver.WaitAsync(3);
        await catalogue.WriteAsync((jazz with { Sequence = 3 }).Observed());
        await receiver.WaitAsync(4);
        await catalogue.WriteAsync((jazz with { Kind = ListingKind.Activity, Sequence = 4 }).Observed());
        var calls = await receiver.WaitAsync(5);
        var id = await catalogue.Feeds.IdOfAsync("e1");
        // What never was what is asked for is deleted too: nobody remembers what was told.
        Assert.Equal(
            ["listing.updated", "listing.deleted", "listing.updated", "listing.deleted"], calls.Where(call => (string)call.Data["id"]! == id).Select(call => call.Type));
        Assert.Equal(["listing.deleted"], calls.Where(call => (string)call.Data["id"]! != id).Select(call => call.Type));
    }

    [Fact]
    public async Task While_paused_nothing_comes_and_afterwards_each_listing_once()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        var (_, paused) = await catalogue.SendAsync(HttpMethod.Post, address + "/pause");
        Assert.Equal(("paused", "Paused by its partner."), ((string)paused["state"]!, (string)paused["reason"]!));
        var sequence = 0;
        // Who delivers knows of it within a moment.
        await Waiting.ForAsync(async () =>
        {
            var before = receiver.Calls.Count;
            await catalogue.WriteAsync(HookedCatalogue.Events(1, 1, ++sequence));
            await Task.Delay(500, Ct);
            return receiver.Calls.Count == before;
        }, () => "It goes on.");
        var told = receiver.Calls.Count;
        for (var last = sequence + 5; sequence < last;)
        {
            await catalogue.WriteAsync(HookedCatalogue.Events(1, 40, ++sequence));
        }
        // A test is sent all the same.
        Assert.True((bool)(await catalogue.SendAsync(HttpMethod.Post, address + "/test")).Answer["isSuccess"]!);
        Assert.Equal(["subscription.test"], receiver.Calls.Skip(told).Select(call => call.Type));
        await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        await receiver.WaitAsync(told + 41);
        var position = await catalogue.Feeds.ScalarAsync<long>("select position from catalog.log_state");
        await catalogue.WaitAsync(address, subscription => (long)subscription["position"]! == position);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => position - 39 + i), receiver.Calls.Skip(told + 1).Select(call => (long)call.Data["position"]!).Order());
    }

    [Fact]
    public async Task An_agreement_that_covers_no_subscriptions_any_more_ends_them_and_one_that_does_again_goes_on()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.SubscribeAsync(receiver.Address);
        await AgreeAsync([]);
        var sequence = 0;
        // Who delivers knows of it within a moment.
        await Waiting.ForAsync(async () =>
        {
            var before = receiver.Calls.Count;
            await catalogue.WriteAsync(HookedCatalogue.Events(1, 1, ++sequence));
            await Task.Delay(500, Ct);
            return receiver.Calls.Count == before;
        }, () => "It goes on.");
        var told = receiver.Calls.Count;
        await AgreeAsync(["subscriptions"]);
        Assert.Equal(sequence, (long)(await receiver.WaitAsync(told + 1))[^1].Data["position"]!);

        Task AgreeAsync(string[] scopes) => APartner.WithBookAsync(catalogue.Feeds.Database, async book =>
        {
            await book.ChangeAsync(catalogue.Partner, new PartnerChange(null, null, null, scopes, null), Ct);
            return true;
        });
    }

    [Fact]
    public async Task It_is_told_again_from_a_position_under_the_same_ids()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 130));
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address, """, "after": 0 """);
        var first = await receiver.WaitAsync(130);
        await catalogue.WaitAsync(address, subscription => (long)subscription["position"]! == 130);
        var (_, again) = await catalogue.SendAsync(HttpMethod.Post, address + "/replay", """{ "after": 100 }""");
        Assert.Equal(100, (long)again["position"]!);
        var all = await receiver.WaitAsync(160);
        Assert.Equal(first.Select(call => call.Id).Order().Where(id => first.Single(call => call.Id == id).Data["position"]!.GetValue<long>() > 100), all.Skip(130).Select(call => call.Id).Order());
        var (status, refused) = await catalogue.SendAsync(HttpMethod.Post, address + "/replay", """{ "after": 131 }""");
        Assert.Equal((HttpStatusCode.BadRequest, "after"), (status, (string)refused["parameter"]!));
        await catalogue.WaitAsync(address, subscription => (long)subscription["position"]! == 130);
        var (_, log) = await catalogue.SendAsync(HttpMethod.Get, address + "/deliveries?limit=50");
        Assert.Equal(50, log["deliveries"]!.AsArray().Count);
        var (_, older) = await catalogue.SendAsync(HttpMethod.Get, new Uri((string)log["_links"]!["next"]!["href"]!).PathAndQuery);
        Assert.True((long)older["deliveries"]![0]!["number"]! < (long)log["deliveries"]![49]!["number"]!);
        Assert.All(log["deliveries"]!.AsArray(), delivery => Assert.Equal((200, 1, "tack"), ((int)delivery!["status"]!, (int)delivery["attempt"]!, (string)delivery["answer"]!)));
    }

    [Fact]
    public async Task During_the_overlap_of_a_rotation_both_secrets_sign()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        var (address, made) = await catalogue.SubscribeAsync(receiver.Address);
        var (_, rotated) = await catalogue.SendAsync(HttpMethod.Post, address + "/rotate", "{}");
        Assert.NotEqual((string)made["secret"]!, (string)rotated["secret"]!);
        Assert.NotNull(rotated["previousSecretUntil"]);
        var next = 1;
        await UntilSignedByAsync(2);
        await catalogue.SendAsync(HttpMethod.Post, address + "/rotate", """{ "overlapHours": 0 }""");
        await UntilSignedByAsync(1);
        Assert.Null((await catalogue.FindAsync(address))["secret"]);

        // Who delivers knows of it within a moment.
        Task UntilSignedByAsync(int secrets) => Waiting.ForAsync(async () =>
        {
            await catalogue.WriteAsync(HookedCatalogue.Events(next, 1));
            return (await receiver.WaitAsync(next++))[^1].Signature.Split(' ').Length == secrets;
        }, () => $"Never were there {secrets} signatures.");
    }

    [Fact]
    public async Task Another_log_is_told_and_gone_on_from()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 3));
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.Feeds.ExecuteAsync("update catalog.counter set epoch = gen_random_uuid()");
        var restarted = (await receiver.WaitAsync(1))[0];
        Assert.Equal(("log.restarted", 3), (restarted.Type, (long)restarted.Data["position"]!));
        await catalogue.WriteAsync(HookedCatalogue.Events(4, 1));
        var next = (await receiver.WaitAsync(2))[1];
        Assert.Equal((4, (string)restarted.Data["epoch"]!), ((long)next.Data["position"]!, (string)next.Data["epoch"]!));
        await catalogue.WaitAsync(address, subscription => (string)subscription["epoch"]! == (string)restarted.Data["epoch"]!);
    }

    [Fact]
    public async Task Of_two_processes_one_tells_and_the_other_goes_on_when_it_ends()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        await catalogue.SubscribeAsync(receiver.Address);
        var other = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Feeds.Database), HookedCatalogue.Settings);
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 60));
        await receiver.WaitAsync(60);
        Assert.Equal(60, receiver.Calls.Count);
        await catalogue.Feeds.App.StopAsync(Ct);
        await catalogue.WriteAsync(HookedCatalogue.Events(61, 60));
        await receiver.WaitAsync(120);
        Assert.Equal(120, receiver.Calls.Select(call => call.Id).Distinct().Count());
        await other.DisposeAsync();
    }
}
