using System.Text.Json;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Merging;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;

namespace Besoksnaring.Catalog.Listings;

/// <summary>The parts of a listing that are the same in every language, serialised once.</summary>
sealed class NeutralParts
{
    readonly List<(string Name, byte[] Json)> places = [];
    readonly List<(string Name, byte[] Json)> rowPlaces = [];
    readonly List<(string Name, byte[] Json)> facts = [];
    readonly List<(string Name, byte[] Json)> rowFacts = [];

    public static NeutralParts Of(MergedListing listing, Region region)
    {
        var parts = new NeutralParts();
        parts.AddPlaces(listing, region);
        parts.AddFacts(listing);
        return parts;
    }

    public void WritePlaces(Utf8JsonWriter json, bool detailed) => Write(json, detailed ? places : rowPlaces);

    public void WriteFacts(Utf8JsonWriter json) => Write(json, facts);

    public void WriteRowFacts(Utf8JsonWriter json) => Write(json, rowFacts);

    void AddPlaces(MergedListing listing, Region region)
    {
        var (given, resolved) = (listing.Content.Place, listing.Place);
        if (resolved.Municipality is { } code)
        {
            var name = region.Municipalities.ByCode(code)?.Name ?? code;
            Add(places, "municipality", new { code, name, foundBy = resolved.MunicipalityHow });
            Add(rowPlaces, "municipality", new { code, name });
        }
        if (given is not null || resolved.Point is not null)
        {
            var point = resolved.Point is { } at ? new { latitude = Rounded(at.Latitude), longitude = Rounded(at.Longitude) } : null;
            // The address names the municipality too, which stands by itself: without it an address may be empty.
            var address = given?.Address is { } a && (a.Street ?? a.PostalCode ?? a.City ?? a.Region ?? a.Country) is not null
                ? new { a.Street, a.PostalCode, a.City, a.Region, a.Country } : null;
            var name = given?.Name;
            if (name is not null || address is not null || point is not null)
            {
                Add(places, "place", new
                {
                    name,
                    address,
                    point = point is null ? null : new { point.latitude, point.longitude, precise = listing.IsPrecise, foundBy = resolved.PointHow },
                });
            }
            if (name is not null || address?.City is not null || point is not null)
            {
                Add(rowPlaces, "place", new { name, city = address?.City, point });
            }
        }
    }

    void AddFacts(MergedListing listing)
    {
        var content = listing.Content;
        AddIf(facts, "organizer", content.Organizer is { } organizer ? new { organizer.Name, organizer.City, organizer.Url } : null);
        AddIf(facts, "contact", content.Contact);
        AddAny(facts, "links", content.Links);
        AddIf(facts, "openingHours", content.OpeningHours);
        AddAny(facts, "prices", content.Prices);
        AddAny(facts, "accessibility", content.Accessibility);
        AddAny(facts, "audience", content.Audience);
        if (content.IsFree is { } isFree)
        {
            Add(facts, "isFree", isFree);
            Add(rowFacts, "isFree", isFree);
        }
        if (content.Schedule is { } schedule)
        {
            Add(facts, "schedule", ScheduleView.Of(schedule));
            AddIf(rowFacts, "dates", ScheduleView.DatesOf(schedule));
        }
        AddIf(facts, "accommodation", content.Accommodation);
        AddIf(facts, "trail", content.Trail);
        AddAny(facts, "sharedIds", content.SharedIds);
        AddDecided(listing.Decided);
        Add(facts, "sources", listing.Records.Select(record => new
        {
            record = record.Key,
            provider = record.Key.Provider,
            url = record.Content!.Source.Url,
            licence = record.Content.Source.Licence,
            modifiedAt = record.Content.Source.ModifiedAt,
            idIsDerived = record.Content.Source.IdIsDerived ? true : (bool?)null,
        }));
        Add(rowFacts, "sources", listing.Records.Select(record => record.Key.Provider).Distinct());
    }

    void AddDecided(DecidedFacts? decided)
    {
        AddIf(facts, "verifiedAt", decided?.VerifiedAt);
        AddIf(facts, "verifiedBy", decided?.VerifiedBy);
        AddIf(rowFacts, "verifiedAt", decided?.VerifiedAt);
        if (decided is { Fields.Count: > 0 })
        {
            Add(facts, "overrides", new { decided.Fields, decided.Licence });
        }
    }

    static void Write(Utf8JsonWriter json, List<(string Name, byte[] Json)> parts)
    {
        foreach (var (name, value) in parts)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value, skipInputValidation: true);
        }
    }

    static void AddIf(List<(string, byte[])> parts, string name, object? value)
    {
        if (value is not null)
        {
            Add(parts, name, value);
        }
    }

    static void AddAny<T>(List<(string, byte[])> parts, string name, IReadOnlyList<T> values)
    {
        if (values.Count > 0)
        {
            Add(parts, name, values);
        }
    }

    static void Add(List<(string, byte[])> parts, string name, object value) =>
        parts.Add((name, JsonSerializer.SerializeToUtf8Bytes(value, ContractsJson.Options)));

    /// <summary>A metre is enough; what a conversion adds behind it would only look exact.</summary>
    static double Rounded(double degrees) => Math.Round(degrees, 6);
}
