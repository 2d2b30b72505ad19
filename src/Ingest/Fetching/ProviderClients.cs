using System.Collections.Concurrent;
using System.Net;
using Besoksnaring.Ingest.Registry;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using NodaTime;
using Polly;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>One HTTP client per provider, each with connections, retries and a circuit breaker of its own.</summary>
sealed class ProviderClients(IOptions<IngestOptions> options, IClock clock) : IDisposable
{
    readonly ConcurrentDictionary<string, Lazy<HttpClient>> clients = new(StringComparer.Ordinal);
    readonly IngestOptions options = options.Value;

    public HttpClient For(Provider provider) =>
        clients.GetOrAdd(provider.Id, _ => new Lazy<HttpClient>(() => Build(provider.AllowPrivateAddress))).Value;

    public void Dispose()
    {
        foreach (var client in clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    HttpClient Build(bool allowPrivate)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // A proxy would connect in our place, past the guard.
            UseProxy = false,
            ConnectTimeout = options.AttemptTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 2,
            ConnectCallback = new AddressGuard(allowPrivate).ConnectAsync,
        };
        var body = new BoundedBodyHandler(options.MaxBytesSent, new RedirectHandler(allowPrivate, sockets));
        var client = new HttpClient(new ResilienceHandler(Pipeline()) { InnerHandler = body }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"Besoksnaring/0.1 (tourism catalogue; {options.Contact})");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "*/*");
        return client;
    }

    ResiliencePipeline<HttpResponseMessage> Pipeline()
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.DocumentTimeout });
        if (options.Retries > 0)
        {
            builder.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                ShouldHandle = attempt => ValueTask.FromResult(
                    IsTransient(attempt.Outcome) && !(RetryAfter.Of(attempt.Outcome.Result, clock) > options.LongestRetryAfter)),
                DelayGenerator = attempt => ValueTask.FromResult(RetryAfter.Of(attempt.Outcome.Result, clock)),
            });
        }
        return builder
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = TimeSpan.FromMinutes(1),
                ShouldHandle = attempt => ValueTask.FromResult(IsTransient(attempt.Outcome)),
            })
            .AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.AttemptTimeout })
            .Build();
    }

    static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome) && outcome.Exception?.InnerException is not FetchRefusedException;
}
