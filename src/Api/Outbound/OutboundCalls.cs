using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Api.Outbound;

/// <summary>
/// Posts to partners' servers, whatever those do: in bounded time and memory, and never into our own network. One for the whole process: its connections
/// are kept and shared.
/// </summary>
/// <param name="handler">One of <see cref="OutboundConnections"/>, which guards it.</param>
sealed class OutboundCalls(SocketsHttpHandler handler, OutboundRules rules, IOptions<OutboundOptions> options, IClock clock) : IDisposable
{
    const string UserAgent = "Besoksnaring/0.1";

    readonly HttpMessageInvoker invoker = new(handler);
    readonly TimeSpan timeout = options.Value.Timeout;

    /// <param name="address">As <see cref="OutboundAddress.Read"/> gave it.</param>
    /// <param name="headers">Of the request and its body, without User-Agent and Content-Length.</param>
    /// <returns>The answer, of any status, or the fault. A redirect is an answer, and not followed.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing that the other end does throws.</exception>
    public async Task<OutboundAnswer> PostAsync(
        Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (OutboundAddress.Fault(address, rules) is { } refusal)
        {
            return new(null, null, Duration.Zero, "", "The address " + refusal);
        }
        var begun = Stopwatch.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(timeout);
        using var request = Request(address, headers, body);
        try
        {
            using var response = await invoker.SendAsync(request, end.Token);
            var text = await AnswerText.ReadAsync(response, end.Token);
            cancellationToken.ThrowIfCancellationRequested();
            return new((int)response.StatusCode, RetryAfter(response), Since(begun), text, null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && OutboundFault.Of(exception) is { } fault)
        {
            return new(null, null, Since(begun), "", fault);
        }
    }

    public void Dispose() => invoker.Dispose();

    static HttpRequestMessage Request(Uri address, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ReadOnlyMemoryContent(body),
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return request;
    }

    Duration? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Duration.Max(Duration.Zero, Instant.FromDateTimeOffset(date) - clock.GetCurrentInstant()),
        _ => null,
    };

    static Duration Since(long begun) => Duration.FromTimeSpan(Stopwatch.GetElapsedTime(begun));
}
