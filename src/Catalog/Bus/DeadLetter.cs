using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Besoksnaring.Contracts;
using NodaTime;
using RabbitMQ.Client;

namespace Besoksnaring.Catalog.Bus;

/// <summary>A message that could not be written, and why.</summary>
/// <param name="Reason">One line.</param>
/// <param name="Details">The stack trace, or the queues that it went through; null when no one said.</param>
sealed record DeadLetter(string Id, string Kind, Instant? DiedAt, string Reason, string? Details, string Summary, string Body)
{
    const string FaultPrefix = "MT-Fault-";

    public static DeadLetter Read(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body)
    {
        var headers = properties.Headers ?? new Dictionary<string, object?>();
        var text = Encoding.UTF8.GetString(body);
        var (kind, summary) = Describe(text);
        return new(
            // A message that MassTransit did not make may have no id; what it says then names it.
            properties.MessageId is { Length: > 0 } id ? id : Convert.ToHexStringLower(SHA256.HashData(body))[..16],
            kind, DiedAtOf(headers), ReasonOf(headers), Text(headers, FaultPrefix + "StackTrace") ?? DeathsOf(headers), summary, text);
    }

    /// <summary>What a letter carries of its death; it is sent again without.</summary>
    public static bool IsAboutDeath(string header) =>
        header.StartsWith(FaultPrefix, StringComparison.Ordinal)
        || header is "MT-Reason" or "x-death" or "x-delivery-count"
        || header.StartsWith("x-first-death-", StringComparison.Ordinal) || header.StartsWith("x-last-death-", StringComparison.Ordinal);

    static string ReasonOf(IDictionary<string, object?> headers)
    {
        if (Text(headers, FaultPrefix + "Message") is { } message)
        {
            return $"{Text(headers, FaultPrefix + "ExceptionType")}: {message.ReplaceLineEndings(" ")}";
        }
        if ((Text(headers, "x-last-death-reason") ?? Text(headers, "x-first-death-reason")) is { } reason)
        {
            return reason is "delivery_limit"
                ? "its consumer died (or never answered) each time it was given this message"
                : $"the broker gave it up: {reason}";
        }
        return Text(headers, "MT-Reason") is { } why ? $"not understood: {why}" : "no reason was given";
    }

    static Instant? DiedAtOf(IDictionary<string, object?> headers)
    {
        if (Text(headers, FaultPrefix + "Timestamp") is { } stamp && DateTimeOffset.TryParse(stamp, null, out var time))
        {
            return Instant.FromDateTimeOffset(time);
        }
        return Deaths(headers).Select(death => death.TryGetValue("time", out var value) && value is AmqpTimestamp at ? Instant.FromUnixTimeSeconds(at.UnixTime) : (Instant?)null).Max();
    }

    static string? DeathsOf(IDictionary<string, object?> headers)
    {
        var lines = Deaths(headers).Select(death => $"queue {Text(death, "queue")}: {Text(death, "reason")}").ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    static IEnumerable<IDictionary<string, object?>> Deaths(IDictionary<string, object?> headers) =>
        headers.TryGetValue("x-death", out var deaths) && deaths is IEnumerable<object> list ? list.OfType<IDictionary<string, object?>>() : [];

    static string? Text(IDictionary<string, object?> headers, string name) => headers.TryGetValue(name, out var value)
        ? value switch { byte[] bytes => Encoding.UTF8.GetString(bytes), null => null, _ => value.ToString() }
        : null;

    static (string Kind, string Summary) Describe(string body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            var message = envelope.RootElement.GetProperty("message");
            return message.TryGetProperty("records", out _)
                ? Describe(message.Deserialize<RecordsObserved>(ContractsJson.Options)!)
                : (nameof(RunCompleted), $"run of {message.GetProperty("provider").GetString()}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ("unknown", $"not a message of ours: {exception.Message}");
        }
    }

    static (string, string) Describe(RecordsObserved message) => message.Records.Count switch
    {
        0 => (nameof(RecordsObserved), "no records"),
        1 => (nameof(RecordsObserved), $"{message.Records[0].Key}"),
        var count => (nameof(RecordsObserved), $"{message.Records[0].Key} and {count - 1} more"),
    };
}
