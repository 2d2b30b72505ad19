using System.Net;
using Besoksnaring.Api.Outbound;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>
/// No connection goes where a partner may not send us. Here 127.0.0.2 plays the public internet, and 127.0.0.1 is the inside, with somebody listening.
/// </summary>
public sealed class GuardTests
{
    const string Outside = "127.0.0.2/32";
    const string Done = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.1")]
    [InlineData("http://2130706433")]
    [InlineData("http://0x7f.1")]
    [InlineData("http://0177.0.0.1")]
    [InlineData("http://①②⑦.0.0.1")]
    [InlineData("http://127.0.0.1.")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://[::]")]
    [InlineData("https://127.0.0.1")]
    public async Task An_inner_address_that_was_taken_somehow_is_not_called(string begin)
    {
        await using var inside = new RawReceiver((_, _) => Task.CompletedTask, "0.0.0.0");
        using var calls = new GuardedCalls(Outside);
        var answer = await calls.PostAsync($"{begin}:{inside.Port}/");
        Assert.Equal("The address must lead to the public internet: this IP address is of a private or reserved network.", answer.Fault);
        Assert.Equal(0, inside.Accepted);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("127.0.0.2", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("127.0.0.2", "10.0.0.1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    [InlineData("127.0.0.2", "fe80::1")]
    public async Task A_name_that_leads_inside_is_not_called_although_it_leads_outside_too(params string[] addresses)
    {
        await using var inside = new RawReceiver((_, _) => Task.CompletedTask, "0.0.0.0");
        using var calls = new GuardedCalls(Outside, resolve: GuardedCalls.Always(addresses));
        var answer = await calls.PostAsync($"http://hooks.example.test:{inside.Port}/");
        // The partner is not told what our name servers say; the operator is.
        Assert.Equal("The address leads to a private or reserved network.", answer.Fault);
        Assert.Equal(0, inside.Accepted);
        Assert.Contains(addresses[^1], Assert.Single(calls.Logged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_turns_inside_is_never_followed_there()
    {
        await using var outside = RawReceiver.SayingAt("127.0.0.2", Done);
        await using var inside = RawReceiver.SayingAt("127.0.0.1", Done, outside.Port);
        var turn = 0;
        // Every second answer leads inside: whoever asks twice for one connection, once to judge and once to connect, is caught.
        using var calls = new GuardedCalls(Outside, resolve: (_, _) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse(Interlocked.Increment(ref turn) % 2 == 1 ? "127.0.0.2" : "127.0.0.1")]));
        var faults = new List<string?>();
        for (var call = 0; call < 6; call++)
        {
            faults.Add((await calls.PostAsync($"http://hooks.example.test:{outside.Port}/")).Fault);
        }
        const string refused = "The address leads to a private or reserved network.";
        Assert.Equal([null, refused, null, refused, null, refused], faults);
        Assert.Equal((3, 0, 6), (outside.Accepted, inside.Accepted, calls.Asked.Count));
    }

    [Fact]
    public async Task A_name_is_judged_once_for_a_connection_and_again_when_that_has_had_its_time()
    {
        await using var outside = RawReceiver.SayingAt("127.0.0.2", "HTTP/1.1 204 No Content\r\n\r\n");
        var inside = false;
        using var calls = new GuardedCalls(Outside, new() { ConnectionLifetime = TimeSpan.FromSeconds(1) }, (_, _) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse(Volatile.Read(ref inside) ? "127.0.0.1" : "127.0.0.2")]));
        var address = new Uri($"http://hooks.example.test:{outside.Port}/");
        Assert.True((await calls.PostAsync(address)).IsSuccess);
        Volatile.Write(ref inside, true);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        end.CancelAfter(TimeSpan.FromMinutes(1));
        OutboundAnswer answer;
        do
        {
            answer = await calls.PostAsync(address, end.Token);
        }
        while (answer.IsSuccess);
        Assert.Equal("The address leads to a private or reserved network.", answer.Fault);
        Assert.Equal(1, outside.Accepted);
    }

    [Fact]
    public async Task What_is_taken_no_more_is_called_no_more()
    {
        var rules = OutboundAddressTests.Rules(new());
        var options = Microsoft.Extensions.Options.Options.Create(new OutboundOptions());
        using var calls = new OutboundCalls(new SocketsHttpHandler(), rules, options, NodaTime.SystemClock.Instance);
        var answer = await calls.PostAsync(new Uri("http://hooks.example.test/"), [], default, Ct);
        Assert.Equal("The address must begin with https://.", answer.Fault);
    }

    [Fact]
    public async Task Names_that_nobody_answers_for_hold_up_no_other()
    {
        await using var receiver = RawReceiver.SayingAt("127.0.0.2", Done);
        using var answered = new ManualResetEventSlim();
        using var names = new NameLookup(host =>
        {
            if (host != "hooks.example.test")
            {
                answered.Wait(Ct);
            }
            return [IPAddress.Parse("127.0.0.2")];
        });
        using var calls = new GuardedCalls(Outside, new() { Timeout = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromMinutes(5) }, names.AddressesAsync);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var dead = Enumerable.Range(0, 200).Select(n => calls.PostAsync($"http://dead-{n}.example.test/", end.Token)).ToList();
        Assert.True((await calls.PostAsync($"http://hooks.example.test:{receiver.Port}/")).IsSuccess);
        Assert.DoesNotContain(dead, call => call.IsCompletedSuccessfully);
        await end.CancelAsync();
        answered.Set();
        foreach (var call in dead)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }
    }

    [Fact]
    public async Task The_systems_own_answers_are_judged_too()
    {
        await using var inside = new RawReceiver((_, _) => Task.CompletedTask);
        using var names = new NameLookup();
        using var calls = new GuardedCalls(Outside, resolve: names.AddressesAsync);
        Assert.Equal("The address leads to a private or reserved network.", (await calls.PostAsync($"http://localhost:{inside.Port}/")).Fault);
        Assert.Equal(0, inside.Accepted);
    }
}
