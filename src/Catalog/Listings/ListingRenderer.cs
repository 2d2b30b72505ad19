using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Text;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;
using NodaTime;

namespace Besoksnaring.Catalog.Listings;

/// <summary>What one listing looks like in one language: a row of a list, and whole.</summary>
sealed record Rendering(string Language, byte[] List, byte[] Detail, string ETag);

/// <summary>
/// The JSON that the Api serves, made once at write. Nothing in it depends on the time of reading, and its address is
/// not in it: that is the Api's to know.
/// </summary>
sealed class ListingRenderer(Region region)
{
    const int SummaryInList = 300;
    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<Rendering> Render(string id, MergedListing listing, Instant createdAt, Instant updatedAt)
    {
        var neutral = NeutralParts.Of(listing, region);
        return [.. Languages.All.Select(language =>
        {
            var texts = ChosenTexts.In(language, listing.Content);
            var detail = Write(json => WriteDetail(json, id, listing, neutral, texts, createdAt, updatedAt));
            var list = Write(json => WriteRow(json, id, listing, neutral, texts, updatedAt));
            return new Rendering(language, list, detail, $"{Convert.ToHexStringLower(SHA256.HashData(detail).AsSpan(0, 10))}-{language}");
        })];
    }

    static void WriteDetail(
        Utf8JsonWriter json, string id, MergedListing listing, NeutralParts neutral, ChosenTexts texts, Instant createdAt, Instant updatedAt)
    {
        var content = listing.Content;
        WriteHead(json, id, content, texts, texts.Summary);
        if (texts.Description is { } html)
        {
            json.WriteStartObject("description");
            json.WriteString("html", html);
            json.WriteString("text", PlainTextOf(listing, html));
            json.WriteEndObject();
        }
        texts.WriteContentLanguage(json, withDescription: true);
        json.WriteStartArray("languages");
        foreach (var language in content.Title.Languages.Concat(content.Summary.Languages).Concat(content.Description.Languages).Distinct().Order(StringComparer.Ordinal))
        {
            json.WriteStringValue(language);
        }
        json.WriteEndArray();
        WriteConcepts(json, content, texts.Language);
        neutral.WritePlaces(json, detailed: true);
        WriteImages(json, content.Images, texts.Language);
        neutral.WriteFacts(json);
        json.WriteString("createdAt", createdAt.ToString());
        json.WriteString("updatedAt", updatedAt.ToString());
        Permits.Write(json, listing, ("summary", texts.SummaryField), ("description", texts.DescriptionField));
    }

    static void WriteRow(Utf8JsonWriter json, string id, MergedListing listing, NeutralParts neutral, ChosenTexts texts, Instant updatedAt)
    {
        var summary = texts.Summary ?? (texts.Description is { } html ? PlainTextOf(listing, html) : null);
        WriteHead(json, id, listing.Content, texts, summary is null ? null : Shortening.To(SummaryInList, summary));
        texts.WriteContentLanguage(json, withDescription: false);
        WriteConcepts(json, listing.Content, texts.Language);
        neutral.WritePlaces(json, detailed: false);
        if (listing.Content.Images is [var image, ..])
        {
            json.WritePropertyName("image");
            WriteImage(json, image, texts.Language);
        }
        neutral.WriteRowFacts(json);
        json.WriteString("updatedAt", updatedAt.ToString());
        Permits.Write(json, listing, ("summary", texts.SummaryField ?? texts.DescriptionField));
    }

    static void WriteHead(Utf8JsonWriter json, string id, RecordContent content, ChosenTexts texts, string? summary)
    {
        json.WriteString("id", id);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(content.Kind.ToString()));
        json.WriteString("title", texts.Title);
        if (summary is not null)
        {
            json.WriteString("summary", summary);
        }
    }

    static void WriteConcepts(Utf8JsonWriter json, RecordContent content, string language)
    {
        if (content.Concepts.Count == 0)
        {
            return;
        }
        json.WriteStartArray("concepts");
        foreach (var id in content.Concepts)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("label", Taxonomy.Default[id].Labels[language]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteImages(Utf8JsonWriter json, IReadOnlyList<Image> images, string language)
    {
        if (images.Count == 0)
        {
            return;
        }
        json.WriteStartArray("images");
        foreach (var image in images)
        {
            WriteImage(json, image, language);
        }
        json.WriteEndArray();
    }

    static void WriteImage(Utf8JsonWriter json, Image image, string language)
    {
        var alt = Languages.Choose(image.AltText, language) is { } chosen ? image.AltText[chosen] : null;
        json.WriteStartObject();
        json.WriteString("url", image.Url);
        WriteIf(json, "width", image.Width);
        WriteIf(json, "height", image.Height);
        WriteIf(json, "altText", alt);
        WriteIf(json, "credit", image.Credit);
        WriteIf(json, "licence", image.Licence);
        json.WriteEndObject();
    }

    static void WriteIf(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    static void WriteIf(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    static string PlainTextOf(MergedListing listing, string html) =>
        listing.PlainText[html];

    static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer, Writing);
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
