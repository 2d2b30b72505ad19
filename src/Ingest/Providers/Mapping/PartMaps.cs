using Besoksnaring.Contracts.Content;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>The parts of a row that a list of things is made of: <c>rows</c>, or the row itself.</summary>
abstract class PartMap
{
    readonly Expression? rows;

    protected PartMap(MappingConfig config) => rows = config.Expression("rows");

    protected IEnumerable<RowReading> Parts(RowReading row) => rows is null
        ? [row]
        : rows.In(row.Json) switch
        {
            JArray list => list.Select(row.Of),
            { } one => [row.Of(one)],
            null => [],
        };
}

sealed class ImageMap : PartMap
{
    readonly Value? url;
    readonly Value? width;
    readonly Value? height;
    readonly TextMap? altText;
    readonly Value? credit;
    readonly Value? licence;

    public ImageMap(MappingConfig config)
        : base(config)
    {
        (url, width, height) = (config.Value("url"), config.Value("width"), config.Value("height"));
        (altText, credit, licence) = (config.Text("altText"), config.Value("credit"), config.Value("licence"));
        config.End();
    }

    public IEnumerable<Image> In(RowReading row)
    {
        foreach (var part in Parts(row))
        {
            if (WebAddress.Read(url, part, "images.url") is { } address)
            {
                yield return new Image
                {
                    Url = address,
                    Width = Pixels(width, part, "images.width"),
                    Height = Pixels(height, part, "images.height"),
                    AltText = altText?.In(part) ?? LocalizedText.Empty,
                    Credit = credit?.Plain(part.Json),
                    Licence = licence?.Plain(part.Json),
                };
            }
        }
    }

    static int? Pixels(Value? value, RowReading row, string field) =>
        value?.Number(row, field) is { } number and >= 1 and <= 100_000 ? (int)number : null;
}

sealed class PriceMap : PartMap
{
    readonly Value? name;
    readonly Value? amount;
    readonly Value? min;
    readonly Value? max;
    readonly Value? currency;
    readonly Value? note;

    public PriceMap(MappingConfig config)
        : base(config)
    {
        (name, amount, min) = (config.Value("name"), config.Value("amount"), config.Value("min"));
        (max, currency, note) = (config.Value("max"), config.Value("currency"), config.Value("note"));
        config.End();
    }

    public IEnumerable<Price> In(RowReading row)
    {
        foreach (var part in Parts(row))
        {
            var price = new Price
            {
                Name = name?.Plain(part.Json),
                Amount = Money(amount, part, "prices.amount"),
                MinAmount = Money(min, part, "prices.min"),
                MaxAmount = Money(max, part, "prices.max"),
                Note = note?.Plain(part.Json),
            };
            if (price is { Amount: null, MinAmount: null, MaxAmount: null, Note: null })
            {
                continue;
            }
            yield return price.Amount is null && price.MinAmount is null && price.MaxAmount is null
                ? price
                : price with { Currency = CurrencyOf(part) };
        }
    }

    string? CurrencyOf(RowReading row)
    {
        var given = currency?.Plain(row.Json)?.ToUpperInvariant();
        given = given is "KR" or "KR." or ":-" ? "SEK" : given;
        if (given is null || (given.Length == 3 && given.All(char.IsAsciiLetter)))
        {
            return given;
        }
        row.Warn("prices.currency", $"'{RowReading.Short(given)}' is no currency code");
        return null;
    }

    static decimal? Money(Value? value, RowReading row, string field)
    {
        if (value?.Number(row, field) is not { } number)
        {
            return null;
        }
        if (number is >= 0 and < 1e9)
        {
            return decimal.Round((decimal)number, 2);
        }
        row.Warn(field, $"{number} is no price");
        return null;
    }
}

/// <summary>Facts from a fixed set of words, such as accessibility and audience.</summary>
static class FactWords
{
    public static IReadOnlyList<string> In(Value? value, RowReading row) =>
        value is null ? [] : [.. value.Texts(row.Json).Select(CleanText.Plain).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
