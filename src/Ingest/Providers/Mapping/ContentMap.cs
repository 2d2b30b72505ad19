using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>The <c>fields</c> of a mapping: what becomes of a row's values in our words.</summary>
sealed class ContentMap
{
    static readonly string[] Rels = ["website", "booking", "tickets", "source"];

    TextMap? title;
    TextMap? summary;
    TextMap? description;
    Value? url;
    Value? modifiedAt;
    PlaceMap? place;
    Value?[] organizer = [];
    Value?[] contact = [];
    List<(string Rel, Value? Url)> links = [];
    List<ImageMap> images = [];
    HoursMap? openingHours;
    List<PriceMap> prices = [];
    Value? isFree;
    Value? accessibility;
    Value? audience;
    Value?[] accommodation = [];
    Value?[] trail = [];
    TimeMap? time;

    public static ContentMap Read(MappingConfig config, TimeMap? time)
    {
        var map = new ContentMap
        {
            time = time,
            title = config.Text("title"),
            summary = config.Text("summary", rich: true),
            description = config.Text("description", rich: true),
            url = config.Value("url"),
            modifiedAt = config.Value("modifiedAt"),
            place = PlaceMap.Read(config.Object("place")),
            organizer = Group(config.Object("organizer"), "name", "city", "municipality", "url"),
            contact = Group(config.Object("contact"), "telephone", "email", "url"),
            links = [.. config.Objects("links").Select(ReadLink)],
            images = [.. config.Objects("images").Select(image => new ImageMap(image))],
            openingHours = HoursMap.Read(config.Object("openingHours")),
            prices = [.. config.Objects("prices").Select(price => new PriceMap(price))],
            isFree = config.Value("isFree"),
            accessibility = config.Value("accessibility"),
            audience = config.Value("audience"),
            accommodation = Group(config.Object("accommodation"), "beds", "rooms", "stars"),
            trail = Group(config.Object("trail"), "lengthMetres", "ascentMetres", "difficulty"),
        };
        if (!config.Has("title"))
        {
            config.Fault("title", "is missing");
        }
        config.End();
        return map;
    }

    /// <returns>The content, or null when the row has no title.</returns>
    public RecordContent? In(RowReading row, Row given, ListingKind kind, RecordSource source)
    {
        var named = title?.In(row) ?? LocalizedText.Empty;
        if (named.Count == 0)
        {
            return null;
        }
        var asked = prices.SelectMany(price => price.In(row)).Distinct().ToList();
        return new RecordContent
        {
            Kind = kind,
            Source = source with { Url = WebAddress.Read(url, row, "url"), ModifiedAt = Modified(row) },
            Title = named,
            Summary = summary?.In(row) ?? LocalizedText.Empty,
            Description = description?.In(row) ?? LocalizedText.Empty,
            Place = PlaceMap.In(place, row, given.Point),
            Organizer = ToOrganizer(row),
            Contact = ToContact(row),
            Links = [.. links.Select(link => (link.Rel, Url: WebAddress.Read(link.Url, row, "links")))
                .Where(link => link.Url is not null).Select(link => new Link(link.Rel, link.Url!)).Distinct()],
            Images = [.. images.SelectMany(image => image.In(row)).DistinctBy(image => image.Url)],
            OpeningHours = openingHours?.In(row),
            Prices = asked,
            IsFree = IsFree(row, asked),
            Accessibility = FactWords.In(accessibility, row),
            Audience = FactWords.In(audience, row),
            Schedule = kind == ListingKind.Event ? given.Schedule ?? time?.In(row) : null,
            Accommodation = kind == ListingKind.Accommodation ? ToAccommodation(row) : null,
            Trail = kind == ListingKind.Trail ? ToTrail(row, given) : null,
        };
    }

    Instant? Modified(RowReading row)
    {
        if (modifiedAt?.Token(row.Json) is not { } token)
        {
            return null;
        }
        var zone = time?.Zone ?? DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        if (Moment.Read(token, zone, [], keepOffset: false) is { } moment)
        {
            return (moment.Date + (moment.Time ?? LocalTime.Midnight)).InZoneLeniently(moment.Zone ?? zone).ToInstant();
        }
        row.Warn("modifiedAt", $"'{RowReading.Short(token.ToString())}' is no date");
        return null;
    }

    Organizer? ToOrganizer(RowReading row) =>
        organizer is [var name, var city, var municipality, var web]
        && new Organizer
        {
            Name = name?.Plain(row.Json),
            City = city?.Plain(row.Json),
            Municipality = municipality?.Plain(row.Json),
            Url = WebAddress.Read(web, row, "organizer.url"),
        } is var found && found != new Organizer() ? found : null;

    Contact? ToContact(RowReading row) =>
        contact is [var telephone, var email, var web]
        && new Contact
        {
            Telephone = telephone?.Plain(row.Json),
            Email = Email(email, row),
            Url = WebAddress.Read(web, row, "contact.url"),
        } is var found && found != new Contact() ? found : null;

    static string? Email(Value? value, RowReading row)
    {
        if (value?.Plain(row.Json) is not { } given)
        {
            return null;
        }
        var address = given.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? given[7..] : given;
        if (address.Length <= 254 && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1 && !address.Any(char.IsWhiteSpace))
        {
            return address;
        }
        row.Warn("contact.email", "is no e-mail address");
        return null;
    }

    /// <summary>Free only on the provider's word, or when every price is an amount of zero.</summary>
    bool? IsFree(RowReading row, List<Price> asked)
    {
        var said = isFree?.Text(row.Json);
        if (said is not null && (said is "1" || Value.Same(said, "true") || Value.Same(said, "ja") || Value.Same(said, "yes")))
        {
            return true;
        }
        return asked.Count > 0 && asked.All(price => price is { Amount: 0, MinAmount: null or 0, MaxAmount: null or 0 }) ? true : null;
    }

    AccommodationFacts? ToAccommodation(RowReading row)
    {
        if (accommodation is not [var beds, var rooms, var stars])
        {
            return null;
        }
        var facts = new AccommodationFacts
        {
            Beds = Count(beds, row, "accommodation.beds"),
            Rooms = Count(rooms, row, "accommodation.rooms"),
            Stars = stars?.Number(row, "accommodation.stars") is { } number and >= 0 and <= 5 ? decimal.Round((decimal)number * 2, 0) / 2 : null,
        };
        return facts == new AccommodationFacts() ? null : facts;
    }

    static int? Count(Value? value, RowReading row, string field) =>
        value?.Number(row, field) is { } number and >= 1 and <= 100_000 ? (int)number : null;

    TrailFacts? ToTrail(RowReading row, Row given)
    {
        var facts = new TrailFacts { Lines = given.Lines, LengthMetres = given.LengthMetres };
        if (trail is [var length, var ascent, var difficulty])
        {
            facts = facts with
            {
                LengthMetres = Metres(length, row, "trail.lengthMetres") ?? given.LengthMetres,
                AscentMetres = Metres(ascent, row, "trail.ascentMetres"),
                Difficulty = Difficulty(difficulty, row),
            };
        }
        return facts is { Lines.Count: 0, LengthMetres: null, AscentMetres: null, Difficulty: null } ? null : facts;
    }

    static double? Metres(Value? value, RowReading row, string field) =>
        value?.Number(row, field) is { } number and > 0 and < 10_000_000 ? Math.Round(number, 1) : null;

    static string? Difficulty(Value? value, RowReading row)
    {
        if (value?.Text(row.Json) is not { } word || word is "easy" or "moderate" or "hard" or "expert")
        {
            return value?.Text(row.Json);
        }
        row.Warn("trail.difficulty", $"'{RowReading.Short(word)}' is not easy, moderate, hard or expert");
        return null;
    }

    static Value?[] Group(MappingConfig? config, params string[] names)
    {
        if (config is null)
        {
            return [];
        }
        Value?[] values = [.. names.Select(config.Value)];
        config.End();
        return values;
    }

    static (string, Value?) ReadLink(MappingConfig config)
    {
        var rel = config.Word("rel") ?? "";
        if (!Rels.Contains(rel))
        {
            config.Fault("rel", $"must be one of {string.Join(", ", Rels)}");
        }
        var url = config.Value("url");
        config.End();
        return (rel, url);
    }
}
