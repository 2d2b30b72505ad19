using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Documents;

/// <summary>Strict JSON from a document: what is cut off, too deep or no JSON is said, never thrown.</summary>
static class JsonText
{
    static readonly JsonReaderOptions Options = new() { MaxDepth = ContractsJson.MaxDepth };

    /// <param name="fault">What is wrong, or null. With a result: something follows after the JSON's end.</param>
    public static JsonElement? Read(Document document, out string? fault)
    {
        var bytes = DocumentText.Utf8(document);
        if (bytes.Length == 0)
        {
            fault = $"{document.Name} is empty";
            return null;
        }
        if (DocumentText.LooksLikeHtml(bytes.Span))
        {
            fault = $"{document.Name} is an HTML page, not JSON";
            return null;
        }
        return Read(bytes.Span, document.Name, out fault);
    }

    public static JsonElement? Read(ReadOnlySpan<byte> utf8, string name, out string? fault)
    {
        fault = null;
        var reader = new Utf8JsonReader(utf8, Options);
        JsonElement root;
        try
        {
            root = JsonElement.ParseValue(ref reader);
        }
        catch (JsonException exception)
        {
            fault = $"{name} is cut off or no JSON: {exception.Message.Split(" LineNumber", 2)[0]} (line {exception.LineNumber + 1})";
            return null;
        }
        try
        {
            if (reader.Read())
            {
                fault = $"{name}: something follows after the JSON's end";
            }
        }
        catch (JsonException)
        {
            fault = $"{name}: something follows after the JSON's end";
        }
        return root;
    }
}
