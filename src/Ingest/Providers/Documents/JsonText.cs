using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Documents;

/// <summary>Strict JSON from a document: what is cut off, too deep or no JSON is said, never thrown.</summary>
static partial class JsonText
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
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            fault = $"{name} is not UTF-8";
            return null;
        }
        fault = null;
        var reader = new Utf8JsonReader(Whole(utf8), Options);
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

    /// <summary>Half a surrogate pair, which JSON allows and no text may hold, becomes the sign for what cannot be shown.</summary>
    static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0
        ? utf8
        : Encoding.UTF8.GetBytes(Surrogate().Replace(
            Encoding.UTF8.GetString(utf8),
            escape => escape.Value.Length == 6 ? "\\uFFFD" : escape.Value));

    [GeneratedRegex(@"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Surrogate();
}
