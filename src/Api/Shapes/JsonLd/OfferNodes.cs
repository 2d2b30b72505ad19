using System.Text.Json;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Api.Shapes.JsonLd;

/// <summary>What it costs. A price in words only is none here.</summary>
static class OfferNodes
{
    public static void Write(Utf8JsonWriter json, ListingFacts listing)
    {
        var prices = listing.Prices.Where(p => (p.Amount ?? p.MinAmount ?? p.MaxAmount) is not null).ToList();
        if (prices.Count == 0 && listing.IsFree is true)
        {
            prices.Add(new Price { Amount = 0, Currency = "SEK" });
        }
        if (prices.Count == 0)
        {
            return;
        }
        var url = listing.Link("tickets") ?? listing.Link("booking") ?? listing.Website;
        json.WriteStartArray("offers");
        foreach (var price in prices)
        {
            WriteOffer(json, price, url);
        }
        json.WriteEndArray();
    }

    static void WriteOffer(Utf8JsonWriter json, Price price, string? url)
    {
        json.WriteStartObject();
        json.WriteString("@type", "Offer");
        Node.WriteIf(json, "name", price.Name ?? price.Note);
        Node.WriteIf(json, "url", url);
        if (price.Amount is { } amount)
        {
            json.WriteNumber("price", amount);
            Node.WriteIf(json, "priceCurrency", price.Currency);
            json.WriteEndObject();
            return;
        }
        json.WriteStartObject("priceSpecification");
        json.WriteString("@type", "PriceSpecification");
        WriteIf(json, "minPrice", price.MinAmount);
        WriteIf(json, "maxPrice", price.MaxAmount);
        Node.WriteIf(json, "priceCurrency", price.Currency);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteIf(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
