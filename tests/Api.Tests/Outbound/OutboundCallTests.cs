using System.Net.Sockets;
using Besoksnaring.Api.Outbound;
using NodaTime;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>Whatever a receiver does, the call ends in bounded time and says in a sentence how.</summary>
public sealed class OutboundCallTests
{
    const string Done = "HTTP/1.1 204 No Content\r\n\r\n";

    static readonly OutboundOptions Short = new() { Timeout = TimeSpan.FromSeconds(1.5), ConnectTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task What_is_posted_arrives_and_what_is_answered_comes_back()
    {
        await using var receiver = RawReceiver.Saying("HTTP/1.1 429 Slow down\r\nRetry-After: 120\r\nContent-Type: text/plain\r\nContent-Length: 23\r\n\r\nför\tmånga\r\n\0\u202eanrop ");
        using var calls = new GuardedCalls();
        var answer = await calls.PostAsync($"http://hooks.example.test:{receiver.Port}/hook?a=1");
        Assert.Equal((429, Duration.FromMinutes(2), "för många    anrop", (string?)null, false), (answer.Status, answer.RetryAfter, answer.Text, answer.Fault, answer.IsSuccess));
        Assert.True(answer.Latency > Duration.Zero);
        var lines = Assert.Single(receiver.Requests).Split("\r\n");
        Assert.Equal("POST /hook?a=1 HTTP/1.1", lines[0]);
        Assert.Equal("""{"a":"å"}""", lines[^1]);
        Assert.Equal(
            ["Content-Length: 10", "Content-Type: application/json", $"Host: hooks.example.test:{receiver.Port}", "User-Agent: Besoksnaring/0.1", "webhook-id: msg_1"],
            lines[1..^2].Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Sat, 05 Dec 2026 13:00:00 GMT", 3_600)]
    [InlineData("Sat, 05 Dec 2020 13:00:00 GMT", 0)]
    [InlineData("0", 0)]
    [InlineData("2147483647", 2_147_483_647)]
    [InlineData("99999999999999999999", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    public async Task Retry_After_is_a_time_from_now(string header, int? seconds)
    {
        await using var receiver = RawReceiver.Saying($"HTTP/1.1 503 No\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n");
        using var calls = new GuardedCalls();
        Assert.Equal(seconds, (int?)(await calls.PostAsync(receiver.Address)).RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_is_not_followed(int status)
    {
        await using var inner = RawReceiver.Saying(Done);
        await using var receiver = RawReceiver.Saying($"HTTP/1.1 {status} Moved\r\nLocation: {inner.Address}\r\nContent-Length: 0\r\n\r\n");
        using var calls = new GuardedCalls();
        var answer = await calls.PostAsync(receiver.Address);
        Assert.Equal((status, false, 0), (answer.Status, answer.IsSuccess, inner.Accepted));
    }

    [Fact]
    public async Task A_connection_is_kept_by_who_says_little_and_lost_by_who_says_much()
    {
        await using var brief = RawReceiver.Saying($"HTTP/1.1 200 OK\r\nContent-Length: {AnswerText.MostRead}\r\n\r\n{new string('a', AnswerText.MostRead)}");
        await using var wordy = new RawReceiver(async (stream, cancellationToken) =>
        {
            await RawReceiver.SayAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", cancellationToken);
            while (true)
            {
                await RawReceiver.SayAsync(stream, $"400\r\n{new string('b', 0x400)}\r\n", cancellationToken);
            }
        });
        using var calls = new GuardedCalls();
        for (var call = 1; call <= 3; call++)
        {
            var answer = await calls.PostAsync(brief.Address);
            Assert.Equal((200, new string('a', AnswerText.MostKept)), (answer.Status, answer.Text));
            answer = await calls.PostAsync(wordy.Address);
            Assert.Equal((200, new string('b', AnswerText.MostKept)), (answer.Status, answer.Text));
            Assert.Equal((1, call), (brief.Accepted, wordy.Accepted));
        }
    }

    [Fact]
    public async Task Who_drips_his_answer_is_taken_by_his_status_when_the_time_is_over()
    {
        await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
        {
            await RawReceiver.SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nså ", cancellationToken);
            await DripAsync(stream, "a", cancellationToken);
        });
        using var calls = new GuardedCalls(options: Short);
        var answer = await calls.PostAsync(receiver.Address);
        Assert.Equal((200, null), (answer.Status, answer.Fault));
        Assert.StartsWith("så", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Text.Length < 1_000);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("")]
    public async Task Who_drips_his_headers_or_says_nothing_gave_no_answer(string begin)
    {
        await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
        {
            await RawReceiver.SayAsync(stream, begin, cancellationToken);
            await DripAsync(stream, begin, cancellationToken);
        });
        using var calls = new GuardedCalls(options: Short);
        AssertFault("There was no answer in time.", await calls.PostAsync(receiver.Address));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("HTTP/1.1 200 ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Headers_without_end_are_cut(string begin, string more)
    {
        await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
        {
            await RawReceiver.SayAsync(stream, begin, cancellationToken);
            while (true)
            {
                await RawReceiver.SayAsync(stream, more, cancellationToken);
            }
        });
        using var calls = new GuardedCalls();
        AssertFault("The answer's headers were too long.", await calls.PostAsync(receiver.Address));
    }

    [Fact]
    public async Task Interim_answers_without_end_are_cut()
    {
        await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
        {
            while (true)
            {
                await RawReceiver.SayAsync(stream, "HTTP/1.1 103 Early Hints\r\n\r\n", cancellationToken);
            }
        });
        using var calls = new GuardedCalls();
        AssertFault("The answer's headers were too long.", await calls.PostAsync(receiver.Address));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "What came back was no HTTP.")]
    [InlineData("HTTP/1.1 abc\r\n\r\n", "What came back was no HTTP.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent", "The connection ended before there was an answer.")]
    public async Task What_is_no_answer_is_said_to_be_none(string said, string fault)
    {
        await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
        {
            await RawReceiver.SayAsync(stream, said, cancellationToken);
            throw new IOException("It hangs up.");
        });
        using var calls = new GuardedCalls();
        AssertFault(fault, await calls.PostAsync(receiver.Address));
    }

    [Fact]
    public async Task A_body_that_breaks_off_does_not_undo_the_status()
    {
        await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
        {
            await RawReceiver.SayAsync(stream, "HTTP/1.1 500 Oj\r\nContent-Length: 100\r\n\r\nnej", cancellationToken);
            throw new IOException("It hangs up.");
        });
        using var calls = new GuardedCalls();
        var answer = await calls.PostAsync(receiver.Address);
        Assert.Equal((500, "nej", null), (answer.Status, answer.Text, answer.Fault));
    }

    [Fact]
    public async Task Nothing_is_unpacked()
    {
        await using var receiver = RawReceiver.Saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\npacked");
        using var calls = new GuardedCalls();
        Assert.Equal("packed", (await calls.PostAsync(receiver.Address)).Text);
    }

    [Fact]
    public async Task Who_is_not_there_is_said_not_to_be()
    {
        var receiver = RawReceiver.Saying(Done);
        var address = receiver.Address;
        await receiver.DisposeAsync();
        using var calls = new GuardedCalls();
        AssertFault("The connection was refused.", await calls.PostAsync(address));
        using var unknown = new GuardedCalls(resolve: (_, _) => throw new SocketException((int)SocketError.HostNotFound));
        AssertFault("The name was not found.", await unknown.PostAsync("https://hooks.example.test/"));
        using var empty = new GuardedCalls(resolve: GuardedCalls.Always());
        AssertFault("The name was not found.", await empty.PostAsync("https://hooks.example.test/"));
        using var slow = new GuardedCalls(options: Short, resolve: (_, end) => new TaskCompletionSource<System.Net.IPAddress[]>().Task.WaitAsync(end));
        AssertFault("No connection could be made in time.", await slow.PostAsync("https://hooks.example.test/"));
    }

    [Fact]
    public async Task The_caller_may_give_up_before_an_answer_and_in_the_middle_of_one()
    {
        foreach (var said in new[] { "", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na" })
        {
            using var given = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            await using var receiver = new RawReceiver(async (stream, cancellationToken) =>
            {
                await RawReceiver.SayAsync(stream, said, cancellationToken);
                await given.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            });
            using var calls = new GuardedCalls();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calls.PostAsync(receiver.Address, given.Token));
        }
    }

    [Fact]
    public async Task However_many_calls_there_are_a_server_has_so_many_connections()
    {
        await using var receiver = RawReceiver.Saying(Done);
        using var calls = new GuardedCalls(options: new() { MostConnections = 8 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => calls.PostAsync(receiver.Address)));
        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.InRange(receiver.Accepted, 1, 8);
    }

    static void AssertFault(string expected, OutboundAnswer answer) =>
        Assert.Equal((null, null, "", expected, false), (answer.Status, answer.RetryAfter, answer.Text, answer.Fault, answer.IsSuccess));

    /// <summary>A little, every so often: the time between is the receiver's, and nothing waits for it.</summary>
    static async Task DripAsync(Stream stream, string drop, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(20, cancellationToken);
            await RawReceiver.SayAsync(stream, drop.Length == 0 ? "" : "a", cancellationToken);
        }
    }
}
