using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>Calls as they ship, with a name server that the test plays and networks that it opens.</summary>
sealed class GuardedCalls : IDisposable, ILogger<OutboundConnections>
{
    public static readonly Instant Now = Instant.FromUtc(2026, 12, 5, 12, 0);

    readonly OutboundCalls calls;

    public GuardedCalls(string? opened = "127.0.0.1/32", OutboundOptions? options = null, ResolveName? resolve = null)
    {
        options ??= new();
        (options.AllowHttp, options.AllowedNetworks) = (true, opened);
        var (given, rules) = (Options.Create(options), OutboundAddressTests.Rules(options));
        Handler = new OutboundConnections(rules, given, (host, cancellationToken) => ResolveAsync(resolve, host, cancellationToken), this).Handler();
        calls = new(Handler, rules, given, new StoppedClock(Now));
    }

    public SocketsHttpHandler Handler { get; }

    /// <summary>Names that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public ConcurrentQueue<string> Logged { get; } = new();

    public static ResolveName Always(params string[] addresses) => (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]);

    public Task<OutboundAnswer> PostAsync(string address, CancellationToken? cancellationToken = null) => PostAsync(new Uri(address), cancellationToken);

    /// <summary>Ends, whatever the other end does: the bound is far above what the calls are given.</summary>
    public Task<OutboundAnswer> PostAsync(Uri address, CancellationToken? cancellationToken = null) => calls
        .PostAsync(address, [new("webhook-id", "msg_1"), new("Content-Type", "application/json")], Encoding.UTF8.GetBytes("""{"a":"å"}"""), cancellationToken ?? Ct)
        .WaitAsync(TimeSpan.FromMinutes(1), Ct);

    public void Dispose() => calls.Dispose();

    Task<IPAddress[]> ResolveAsync(ResolveName? resolve, string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        return (resolve ?? Always("127.0.0.1"))(host, cancellationToken);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Logged.Enqueue(formatter(state, exception));
}
