using System.Collections;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Besoksnaring.Contracts;

/// <summary>The one place where JSON learns our words. Every JSON boundary calls <see cref="Apply"/>.</summary>
public static class ContractsJson
{
    public const int MaxDepth = 64;

    public static JsonSerializerOptions Options { get; } = MakeReadOnly(Apply(new JsonSerializerOptions()));

    /// <summary>camelCase, enums as camelCase words, NodaTime in ISO form; what is absent or empty is left out.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MaxDepth = MaxDepth;
        // MassTransit's own options indent what they send, and look for comments in what they read: a third of the bus's time.
        options.WriteIndented = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        // MassTransit's write amounts as texts; the contract says numbers.
        foreach (var other in options.Converters.Where(converter => converter.CanConvert(typeof(decimal))).ToList())
        {
            options.Converters.Remove(other);
        }
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.Converters.Add(new LocalizedTextConverter());
        options.Converters.Add(new RecordKeyConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(LeaveOutEmptyLists);
        return options;
    }

    /// <returns>16 bytes that are equal exactly when two contents say the same.</returns>
    public static byte[] HashOf(RecordContent content) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Options))[..16];

    static JsonSerializerOptions MakeReadOnly(JsonSerializerOptions options)
    {
        options.MakeReadOnly();
        return options;
    }

    static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        // The records of a message are its point: an empty message says so.
        if (type.Type.Namespace != typeof(RecordContent).Namespace)
        {
            return;
        }
        // What must be there is there even when it is empty: values laid over a listing need no title, and are read again.
        foreach (var property in type.Properties.Where(p => !p.IsRequired && p.PropertyType.IsAssignableTo(typeof(IEnumerable)) && p.PropertyType != typeof(string)))
        {
            property.ShouldSerialize = (_, value) => value is IEnumerable list && list.GetEnumerator().MoveNext();
        }
    }

    sealed class RecordKeyConverter : JsonConverter<RecordKey>
    {
        public override RecordKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            RecordKey.TryParse(reader.GetString(), out var key)
                ? key
                : throw new JsonException("A record key is 'provider:recordId'.");

        public override void Write(Utf8JsonWriter writer, RecordKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
