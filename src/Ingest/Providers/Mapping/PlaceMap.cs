using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>Where it is, as the provider says it.</summary>
sealed class PlaceMap
{
    Value? name;
    Value? latitude;
    Value? longitude;
    Value? point;
    bool latitudeFirst;
    Value? street;
    Value? postalCode;
    Value? city;
    Value? municipality;
    Value? region;
    Value? country;

    public static PlaceMap? Read(MappingConfig? config)
    {
        if (config is null)
        {
            return null;
        }
        var map = new PlaceMap
        {
            name = config.Value("name"),
            latitude = config.Value("latitude"),
            longitude = config.Value("longitude"),
            point = config.Value("point"),
            street = config.Value("street"),
            postalCode = config.Value("postalCode"),
            city = config.Value("city"),
            municipality = config.Value("municipality"),
            region = config.Value("region"),
            country = config.Value("country"),
        };
        var order = config.Word("pointOrder") ?? "lonLat";
        map.latitudeFirst = order == "latLon";
        if (order is not ("latLon" or "lonLat"))
        {
            config.Fault("pointOrder", "must be lonLat or latLon");
        }
        config.End();
        return map;
    }

    /// <param name="given">The point that the format itself found (a geometry, a GEO property), or null.</param>
    /// <returns>Null when nothing is said of the place.</returns>
    public static RecordPlace? In(PlaceMap? map, RowReading row, (double Latitude, double Longitude)? given)
    {
        var at = map?.Point(row) ?? given;
        var address = map?.ToAddress(row);
        var name = map?.name?.Plain(row.Json);
        if (at is null && address is null && name is null)
        {
            return null;
        }
        return new RecordPlace { Name = name, Latitude = at?.Latitude, Longitude = at?.Longitude, Address = address };
    }

    (double Latitude, double Longitude)? Point(RowReading row)
    {
        if (point?.Texts(row.Json) is { } texts)
        {
            var numbers = texts.SelectMany(Numbers.All).ToList();
            if (numbers.Count >= 2)
            {
                return latitudeFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
            }
            if (numbers.Count == 1)
            {
                row.Warn("place.point", "has one number");
            }
        }
        var north = latitude?.Number(row, "place.latitude");
        var east = longitude?.Number(row, "place.longitude");
        // A zero pair is how many systems write "not given".
        return north is null || east is null || (north == 0 && east == 0) ? null : (north.Value, east.Value);
    }

    Address? ToAddress(RowReading row)
    {
        var address = new Address
        {
            Street = street is null ? null : CleanText.Plain(string.Join(", ", street.Texts(row.Json))),
            PostalCode = postalCode?.Plain(row.Json),
            City = city?.Plain(row.Json),
            Municipality = municipality?.Plain(row.Json),
            Region = region?.Plain(row.Json),
            Country = CountryCode(row),
        };
        return address == new Address() ? null : address;
    }

    string? CountryCode(RowReading row)
    {
        if (country?.Plain(row.Json) is not { } given)
        {
            return null;
        }
        if (given.Length == 2 && given.All(char.IsAsciiLetter))
        {
            return given.ToUpperInvariant();
        }
        var known = Countries.GetValueOrDefault(given.ToUpperInvariant());
        if (known is null)
        {
            row.Warn("place.country", $"'{RowReading.Short(given)}' is no country code");
        }
        return known;
    }

    static readonly Dictionary<string, string> Countries = new(StringComparer.Ordinal)
    {
        ["SWEDEN"] = "SE",
        ["SVERIGE"] = "SE",
        ["SWE"] = "SE",
        ["NORWAY"] = "NO",
        ["NORGE"] = "NO",
        ["NOR"] = "NO",
        ["DENMARK"] = "DK",
        ["DANMARK"] = "DK",
        ["FINLAND"] = "FI",
        ["GERMANY"] = "DE",
        ["DEUTSCHLAND"] = "DE",
        ["NETHERLANDS"] = "NL",
        ["NEDERLAND"] = "NL",
        ["FRANCE"] = "FR",
        ["ITALY"] = "IT",
        ["ITALIA"] = "IT",
        ["AUSTRIA"] = "AT",
        ["ÖSTERREICH"] = "AT",
        ["IRELAND"] = "IE",
        ["REPUBLIC OF IRELAND"] = "IE",
        ["NORTHERN IRELAND"] = "GB",
        ["UK"] = "GB",
        ["UNITED KINGDOM"] = "GB",
        ["USA"] = "US",
        ["UNITED STATES"] = "US",
        ["CANADA"] = "CA",
        ["SPAIN"] = "ES",
        ["BELGIUM"] = "BE",
        ["SWITZERLAND"] = "CH",
        ["POLAND"] = "PL",
    };
}
