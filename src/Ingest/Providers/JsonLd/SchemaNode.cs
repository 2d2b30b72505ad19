using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Ingest.Providers.JsonLd;

/// <summary>One schema.org node as a row of one shape, whichever of its many forms a page uses; the node itself stays under <c>node</c>.</summary>
sealed class SchemaNode(SchemaPage page, JsonElement node)
{
    public IReadOnlyList<string> Types { get; } = [.. Texts(Property(node, "@type")).Select(LastPart)];

    public JsonObject ToJson()
    {
        var location = First(page, Property(node, "location"), inner => !IsVirtual(inner)) ?? node;
        var organizer = First(page, Property(node, "organizer"));
        return new JsonObject
        {
            ["types"] = Strings(Types),
            ["id"] = Text(Property(node, "@id")) ?? Text(Property(node, "url")) ?? Text(Property(node, "identifier")),
            ["url"] = Text(Property(node, "url")),
            ["name"] = Localized("name"),
            ["description"] = Localized("description"),
            ["summary"] = Localized("disambiguatingDescription"),
            ["startDate"] = Text(Property(node, "startDate")),
            ["endDate"] = Text(Property(node, "endDate")),
            ["status"] = Text(Property(node, "eventStatus")) is { } status ? LastPart(status) : null,
            ["place"] = Place(location),
            ["organizer"] = organizer is { ValueKind: JsonValueKind.Object } held
                ? new JsonObject { ["name"] = Text(Property(held, "name")), ["url"] = Text(Property(held, "url")), ["city"] = Text(Property(Property(held, "address"), "addressLocality")) }
                : new JsonObject { ["name"] = organizer is { } said ? Text(said) : null },
            ["images"] = new JsonArray([.. Items(Property(node, "image")).Concat(Items(Property(node, "photo"))).Select(Image)]),
            ["offers"] = new JsonArray([.. Items(Property(node, "offers")).Select(page.Resolve).Select(Offer)]),
            ["isFree"] = Text(Property(node, "isAccessibleForFree")),
            ["hours"] = new JsonArray([.. Items(Property(node, "openingHoursSpecification")).Select(Hours)]),
            ["hoursText"] = Strings(Texts(Property(node, "openingHours"))),
            ["telephone"] = Text(Property(node, "telephone")),
            ["email"] = Text(Property(node, "email")),
            ["stars"] = Text(Property(Property(node, "starRating"), "ratingValue")),
            ["rooms"] = Text(Property(node, "numberOfRooms")) ?? Text(Property(Property(node, "numberOfRooms"), "value")),
            ["cuisine"] = Strings(Texts(Property(node, "servesCuisine"))),
            ["keywords"] = Strings(Texts(Property(node, "keywords"))),
            ["modified"] = Text(Property(node, "dateModified")),
            ["sameAs"] = Strings(Texts(Property(node, "sameAs"))),
            ["node"] = JsonNode.Parse(node.GetRawText()),
        };
    }

    /// <summary>Language to text: a language-tagged value's own, else the node's, else the page's.</summary>
    JsonObject Localized(string name)
    {
        var texts = new JsonObject();
        var usual = Languages.Normalize(Text(Property(node, "inLanguage"))) ?? page.Language ?? "und";
        foreach (var item in Items(Property(node, name)))
        {
            var language = Languages.Normalize(Text(Property(item, "@language"))) ?? usual;
            if (Text(item) is { } text)
            {
                texts.TryAdd(language, text);
            }
        }
        return texts;
    }

    static JsonObject Place(JsonElement place)
    {
        if (place.ValueKind == JsonValueKind.String)
        {
            return new JsonObject { ["name"] = place.GetString() };
        }
        var address = Items(Property(place, "address")).FirstOrDefault();
        address = address.ValueKind == JsonValueKind.Undefined && Property(place, "streetAddress").ValueKind != JsonValueKind.Undefined ? place : address;
        var geo = Items(Property(place, "geo")).FirstOrDefault();
        return new JsonObject
        {
            ["name"] = Text(Property(place, "name")),
            ["street"] = address.ValueKind == JsonValueKind.String ? address.GetString() : Text(Property(address, "streetAddress")),
            ["postalCode"] = Text(Property(address, "postalCode")),
            ["city"] = Text(Property(address, "addressLocality")),
            ["region"] = Text(Property(address, "addressRegion")),
            ["country"] = Text(Property(address, "addressCountry")) ?? Text(Property(Property(address, "addressCountry"), "name")),
            ["latitude"] = Text(Property(geo, "latitude")) ?? Text(Property(place, "latitude")),
            ["longitude"] = Text(Property(geo, "longitude")) ?? Text(Property(place, "longitude")),
        };
    }

    static JsonObject Image(JsonElement image) => new()
    {
        ["url"] = Text(image) ?? Text(Property(image, "contentUrl")) ?? Text(Property(image, "url")),
        ["caption"] = Text(Property(image, "caption")),
        ["credit"] = Text(Property(image, "creditText")) ?? Text(Property(Property(image, "author"), "name")),
        ["licence"] = Text(Property(image, "license")),
        ["width"] = Text(Property(image, "width")),
        ["height"] = Text(Property(image, "height")),
    };

    static JsonObject Offer(JsonElement offer) => new()
    {
        ["name"] = Text(Property(offer, "name")),
        ["price"] = Text(Property(offer, "price")),
        ["low"] = Text(Property(offer, "lowPrice")),
        ["high"] = Text(Property(offer, "highPrice")),
        ["currency"] = Text(Property(offer, "priceCurrency")),
        ["url"] = Text(Property(offer, "url")),
    };

    static JsonObject Hours(JsonElement hours) => new()
    {
        ["days"] = Strings(Texts(Property(hours, "dayOfWeek"))),
        ["opens"] = Text(Property(hours, "opens")),
        ["closes"] = Text(Property(hours, "closes")),
        ["from"] = Text(Property(hours, "validFrom")),
        ["to"] = Text(Property(hours, "validThrough")),
    };

    static JsonElement? First(SchemaPage page, JsonElement value, Func<JsonElement, bool>? where = null) =>
        Items(value).Select(page.Resolve).Where(item => where?.Invoke(item) ?? true).Select(item => (JsonElement?)item).FirstOrDefault();

    static bool IsVirtual(JsonElement place) => Texts(Property(place, "@type")).Any(type => LastPart(type) == "VirtualLocation");

    /// <summary>A property by its name, with or without the <c>schema:</c> prefix; undefined when there is none.</summary>
    static JsonElement Property(JsonElement value, string name)
    {
        value = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;
        return value.ValueKind == JsonValueKind.Object && (value.TryGetProperty(name, out var found) || value.TryGetProperty($"schema:{name}", out found)) ? found : default;
    }

    static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => value.EnumerateArray(),
        _ => [value],
    };

    static IEnumerable<string> Texts(JsonElement value) => Items(value).Select(Text).OfType<string>();

    static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => Items(value).Select(Text).FirstOrDefault(text => text is not null),
        JsonValueKind.Object when value.TryGetProperty("@value", out var inner) => Text(inner),
        _ => null,
    };

    static string LastPart(string name) => name[(name.LastIndexOfAny(['/', ':', '#']) + 1)..];

    static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
