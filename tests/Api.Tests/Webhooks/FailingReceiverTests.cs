using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>What becomes of a receiver that does not take what it is told.</summary>
public sealed class FailingReceiverTests(ServedCatalogue servers)
{
    [Fact]
    public async Task What_was_not_taken_is_told_again_under_the_same_id_and_nothing_before_it_is_taken()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        var failed = 0;
        receiver.Answer = (_, _) => Task.FromResult(Interlocked.Increment(ref failed) == 1 ? 500 : 200);
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 20));
        var failing = await catalogue.WaitAsync(address, subscription => (int)subscription["failures"]! == 1);
        Assert.Equal(("active", 0), ((string)failing["state"]!, (long)failing["position"]!));
        // One at a time until it is well again: the others were not sent into the void.
        Assert.Single(receiver.Calls);
        var wait = DateTimeOffset.Parse((string)failing["nextAttemptAt"]!, CultureInfo.InvariantCulture) - DateTimeOffset.Parse((string)failing["failingSince"]!, CultureInfo.InvariantCulture);
        Assert.InRange(wait.TotalSeconds, 5, 5.5);
        // It comes by itself, after five seconds.
        await receiver.WaitAsync(20);
        Assert.Equal(receiver.Calls.First().Id, receiver.Calls.ElementAt(1).Id);
        var well = await catalogue.WaitAsync(address, subscription => (long)subscription["position"]! == 20);
        Assert.Equal((0, null, null), ((int)well["failures"]!, well["failingSince"], well["nextAttemptAt"]));
        var (_, log) = await catalogue.SendAsync(HttpMethod.Get, address + "/deliveries?limit=100");
        Assert.Equal([(500, 1, "nej tack"), (200, 2, "tack"), (200, 1, "tack")], log["deliveries"]!.AsArray().Reverse().Take(3).Select(d => ((int)d!["status"]!, (int)d["attempt"]!, (string)d["answer"]!)));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(199)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Whatever_is_not_2xx_is_a_failure_and_no_redirect_is_followed(int status)
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.Location = elsewhere.Address;
            context.Response.Headers.RetryAfter = "7200";
            return Task.FromResult(status);
        };
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 3));
        var failing = await catalogue.WaitAsync(address, subscription => (int)subscription["failures"]! == 1);
        Assert.Equal(0, (long)failing["position"]!);
        Assert.Empty(elsewhere.Calls);
        var wait = DateTimeOffset.Parse((string)failing["nextAttemptAt"]!, CultureInfo.InvariantCulture) - DateTimeOffset.Parse((string)failing["failingSince"]!, CultureInfo.InvariantCulture);
        // Only these two may ask to be left alone.
        Assert.InRange(wait.TotalSeconds, status is 429 or 503 ? 7_200 : 5, status is 429 or 503 ? 7_920 : 5.5);
        receiver.Answer = (_, _) => Task.FromResult(204);
        await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        await catalogue.WaitAsync(address, subscription => (long)subscription["position"]! == 3);
    }

    [Fact]
    public async Task Who_says_that_it_is_gone_is_called_no_more_until_it_is_resumed()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, _) => Task.FromResult(410);
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 2));
        var disabled = await catalogue.WaitAsync(address, subscription => (string)subscription["state"]! == "disabled");
        Assert.Equal("The receiver said that it is gone: it answered 410.", (string)disabled["reason"]!);
        await catalogue.WriteAsync(HookedCatalogue.Events(3, 2));
        receiver.Answer = (_, _) => Task.FromResult(200);
        Assert.Single(receiver.Calls);
        await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        await receiver.WaitAsync(4);
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_given_up_and_says_why_and_resuming_loses_nothing()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, _) => Task.FromResult(500);
        var (address, subscription) = await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.Feeds.ExecuteAsync($"update partner.subscription set failures = 9, failing_since = '2026-12-02T08:30Z', generation = generation + 1 where id = '{subscription["id"]}'");
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 3));
        var paused = await catalogue.WaitAsync(address, s => (string)s["state"]! == "paused");
        Assert.Equal("Given up after 10 attempts since 2026-12-02 08:30 UTC. The last: It answered 500.", (string)paused["reason"]!);
        receiver.Answer = (_, _) => Task.FromResult(200);
        var (_, resumed) = await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        Assert.Equal(("active", 0, null), ((string)resumed["state"]!, (int)resumed["failures"]!, resumed["reason"]));
        await receiver.WaitAsync(3);
    }

    [Fact]
    public async Task A_receiver_that_hangs_or_is_dead_delays_no_other()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers, ("Outbound:Timeout", "00:00:30"));
        // All at one server, as receivers of many partners are.
        await using var receiver = await Receiver.StartAsync();
        var others = new TaskCompletionSource();
        receiver.Answer = async (context, _) =>
        {
            await (context.Request.Query.ContainsKey("hangs") ? others.Task : Task.CompletedTask);
            return 200;
        };
        for (var i = 0; i < 40; i++)
        {
            await catalogue.SubscribeAsync(receiver.Address + "?hangs");
            // Nobody listens there.
            await catalogue.SubscribeAsync("http://127.0.0.1:1/hook");
        }
        await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 100));
        // All of it, while the hanging ones have not even answered their first.
        await receiver.WaitAsync(100);
        Assert.Equal(100, receiver.Calls.Count);
        others.SetResult();
        await receiver.WaitAsync(4_100);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_or_is_cut_off_is_a_failure_that_says_so()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        using var end = new CancellationTokenSource();
        receiver.Answer = async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        };
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 1));
        await catalogue.WaitAsync(address, subscription => (int)subscription["failures"]! == 1);
        receiver.Answer = (context, _) =>
        {
            context.Abort();
            return Task.FromResult(200);
        };
        await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        JsonNode? log = null;
        await Waiting.ForAsync(async () => ((log = (await catalogue.SendAsync(HttpMethod.Get, address + "/deliveries")).Answer)["deliveries"]!.AsArray().Count == 2), () => log!.ToJsonString());
        Assert.All(log!["deliveries"]!.AsArray(), delivery => Assert.True(delivery!["status"] is null && ((string)delivery["fault"]!).Length > 10, delivery.ToJsonString()));
        await end.CancelAsync();
    }

    [Fact]
    public async Task A_search_that_is_removed_pauses_what_is_subscribed_to_by_it()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        var (_, search) = await catalogue.SendAsync(HttpMethod.Post, "/api/v1/searches", """{ "name": "Allt", "resource": "listings", "query": {} }""");
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address, $$""", "search": "{{search["id"]}}" """);
        await catalogue.SendAsync(HttpMethod.Delete, $"/api/v1/searches/{search["id"]}");
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 1));
        var paused = await catalogue.WaitAsync(address, subscription => (string)subscription["state"]! == "paused");
        Assert.Contains("removed", (string)paused["reason"]!, StringComparison.Ordinal);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Connections_to_the_database_may_be_lost_at_any_moment()
    {
        await using var catalogue = await HookedCatalogue.StartAsync(servers);
        await using var receiver = await Receiver.StartAsync();
        var (address, _) = await catalogue.SubscribeAsync(receiver.Address);
        for (var i = 0; i < 6; i++)
        {
            await catalogue.WriteAsync(HookedCatalogue.Events(i * 50, 50));
            await catalogue.Feeds.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name in ('besoksnaring-api', 'besoksnaring-partners')");
        }
        await Waiting.ForAsync(() => receiver.Calls.Select(call => call.Id).Distinct().Count() == 300, () => $"{receiver.Calls.Select(call => call.Id).Distinct().Count()} of 300");
        await Waiting.ForAsync(async () =>
        {
            var (status, found) = await catalogue.SendAsync(HttpMethod.Get, address);
            return status == System.Net.HttpStatusCode.OK && (long)found["position"]! == 300;
        }, () => "The position was never written.");
    }
}
