using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Log;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Webhooks;

/// <summary>One message: the same bytes for all who are told it.</summary>
/// <param name="Position">Of the change; for others, where the log stands.</param>
sealed record WebhookMessage(string Type, string? ListingId, long Position, byte[] Body)
{
    public const string Updated = "listing.updated";

    public const string Deleted = "listing.deleted";

    /// <summary>The log is another one: a copy must be loaded anew.</summary>
    public const string Restarted = "log.restarted";

    /// <summary>Asked for, to see whether a receiver works.</summary>
    public const string Test = "subscription.test";

    /// <summary>What no receiver need expect to be larger.</summary>
    const int MostBytes = 20_000;

    static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="content">The listing in each language that is wanted, as it is now; its JSON is null where only the address is wanted, or is all there is.</param>
    public static WebhookMessage Of(FeedItem item, LogState log, string publicUrl, IReadOnlyList<(string Language, byte[]? Json)> content)
    {
        var type = item.IsDeleted ? Deleted : Updated;
        var body = Write(type, item.ChangedAt, json => WriteListing(json, item, log, publicUrl, content, isTooLarge: false));
        return new(type, item.Id, item.Position, body.Length <= MostBytes
            ? body
            : Write(type, item.ChangedAt, json => WriteListing(json, item, log, publicUrl, [.. content.Select(c => (c.Language, (byte[]?)null))], isTooLarge: true)));
    }

    public static WebhookMessage OfRestart(LogState log, Instant now, string publicUrl) => new(Restarted, null, log.Position, Write(Restarted, now, json =>
    {
        WriteLog(json, log);
        json.WriteString("snapshot", publicUrl + "/api/v1/exports/listings");
    }));

    public static WebhookMessage OfTest(string subscription, LogState log, Instant now) => new(Test, null, log.Position, Write(Test, now, json =>
    {
        WriteLog(json, log);
        json.WriteString("subscription", subscription);
    }));

    static byte[] Write(string type, Instant at, Action<Utf8JsonWriter> writeData)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Unescaped))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", InstantPattern.ExtendedIso.Format(at));
            json.WriteStartObject("data");
            writeData(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    static void WriteListing(Utf8JsonWriter json, FeedItem item, LogState log, string publicUrl, IReadOnlyList<(string Language, byte[]? Json)> content, bool isTooLarge)
    {
        var href = $"{publicUrl}/api/v1/listings/{item.Id}";
        json.WriteString("id", item.Id);
        json.WriteString("kind", item.Kind);
        json.WriteNumber("position", item.Position);
        json.WriteString("epoch", log.Epoch.ToString("N"));
        json.WriteString("href", href);
        if (item.IsDeleted)
        {
            return;
        }
        if (isTooLarge)
        {
            json.WriteBoolean("tooLarge", true);
        }
        json.WriteStartArray("content");
        foreach (var (language, listing) in content)
        {
            json.WriteStartObject();
            json.WriteString("language", language);
            json.WriteString("href", $"{href}?language={language}");
            if (listing is not null)
            {
                json.WritePropertyName("listing");
                json.WriteRawValue(listing, skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteLog(Utf8JsonWriter json, LogState log)
    {
        json.WriteString("epoch", log.Epoch.ToString("N"));
        json.WriteNumber("position", log.Position);
    }
}
