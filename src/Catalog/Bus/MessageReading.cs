using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using Besoksnaring.Contracts;
using MassTransit;
using MassTransit.Serialization;

namespace Besoksnaring.Catalog.Bus;

/// <summary>
/// Reads MassTransit's envelope without the message in it, and the message straight from the bytes that came: MassTransit's
/// own reader makes a document of both first, which was a third of what a message of 50 records cost.
/// </summary>
sealed class MessageReading : ISerializerFactory, IMessageDeserializer
{
    readonly SystemTextJsonMessageSerializer envelopes = new();

    public ContentType ContentType => envelopes.ContentType;

    public IMessageSerializer CreateSerializer() => envelopes;

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress)
    {
        var json = body.GetBytes();
        try
        {
            var envelope = Read(json, out var message);
            return new StraightFromBytes(envelopes, envelope, json.AsMemory(message));
        }
        catch (JsonException exception)
        {
            throw new SerializationException("The message's envelope could not be read: " + exception.Message, exception);
        }
    }

    public MessageBody GetMessageBody(string text) => envelopes.GetMessageBody(text);

    public void Probe(ProbeContext context) => envelopes.Probe(context);

    static JsonMessageEnvelope Read(byte[] json, out Range message)
    {
        message = MessageIn(json);
        byte[] around = [.. json.AsSpan(..message.Start), .. "{}"u8, .. json.AsSpan(message.End..)];
        return JsonSerializer.Deserialize<JsonMessageEnvelope>(around, SystemTextJsonMessageSerializer.Options)
            ?? throw new JsonException("it is null");
    }

    static Range MessageIn(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMessage = reader.ValueTextEquals("message"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isMessage)
                {
                    return start..(int)reader.BytesConsumed;
                }
            }
        }
        throw new JsonException("it has no message");
    }

    sealed class StraightFromBytes(SystemTextJsonMessageSerializer envelopes, JsonMessageEnvelope envelope, ReadOnlyMemory<byte> json)
        : SystemTextJsonSerializerContext(
            envelopes, SystemTextJsonMessageSerializer.Options, envelopes.ContentType,
            new EnvelopeMessageContext(envelope, envelopes), envelope.MessageType ?? [], envelope)
    {
        object? read;

        public override bool TryGetMessage<T>(out T? message) where T : class
        {
            message = IsSupportedMessageType<T>() ? (T?)(read ??= JsonSerializer.Deserialize<T>(json.Span, ContractsJson.Options)) : null;
            return message is not null;
        }
    }
}
