using System.Globalization;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Images;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Portal.Listings.Form;

/// <summary>All that a person can be asked about a listing, in the order in which it is asked.</summary>
static class ListingFields
{
    const int LongestDescription = 5_000;

    static readonly ListingKind[] WithHours = [ListingKind.Accommodation, ListingKind.Activity, ListingKind.Attraction, ListingKind.Food, ListingKind.Place, ListingKind.Service];

    static readonly Fault NoAddress = new("Skriv en webbadress som börjar med https://.", "Write a web address that begins with https://.");

    static readonly (string Value, string Swedish, string English)[] Facilities =
    [
        ("wheelchair", "Rullstol", "Wheelchair"), ("step-free", "Utan trappsteg", "Step-free"), ("hearing-loop", "Hörslinga", "Hearing loop"),
        ("accessible-toilet", "Tillgänglig toalett", "Accessible toilet"), ("guide-dogs", "Ledarhund", "Guide dogs"),
    ];

    static readonly (string Code, string Swedish, string English)[] Languages =
    [
        ("sv", "svenska", "Swedish"), ("en", "engelska", "English"), ("nb", "norska", "Norwegian"), ("de", "tyska", "German"), ("nl", "nederländska", "Dutch"), ("da", "danska", "Danish"),
    ];

    public static IReadOnlyList<FormField> All { get; } =
    [
        .. Languages.SelectMany(Texts),
        new("concepts", "concepts", FieldShape.Choices, "Vad är det?", "What is it?")
        {
            IsRequired = true,
            SwedishHelp = "Välj det som passar. Besökare hittar dig med de orden.",
            EnglishHelp = "Choose what fits. Visitors find you by these words.",
            Choices = kind => [.. Taxonomy.Default.All.Where(concept => concept.Kind == kind).Select(concept => (concept.Id, concept.Labels["sv"]!, concept.Labels["en"]!))],
            Read = content => string.Join('\n', content.Concepts),
            Write = (content, text) => Lines.Of(text).FirstOrDefault(id => !Taxonomy.Default.Contains(id)) is { } unknown
                ? (content, new Fault($"\"{unknown}\" finns inte att välja.", $"\"{unknown}\" is none of the choices."))
                : (content with { Concepts = [.. Lines.Of(text)] }, null),
        },
        new("dates", "schedule", FieldShape.Lines, "När", "When")
        {
            Kinds = [ListingKind.Event],
            IsRequired = true,
            Longest = LongestDescription,
            SwedishHelp = DatesText.Wrong.Swedish,
            EnglishHelp = DatesText.Wrong.English,
            Read = content => DatesText.Of(content.Schedule),
            Write = (content, text) => DatesText.Read(text, content.Schedule?.Status ?? EventStatus.Scheduled) is var (schedule, fault) && fault is not null ? (content, fault) : (content with { Schedule = schedule }, null),
        },
        new("hours", "openingHours", FieldShape.Lines, "Öppettider", "Opening hours")
        {
            Kinds = WithHours,
            Longest = LongestDescription,
            SwedishHelp = HoursText.Wrong.Swedish + " Det som inte står här är okänt, inte stängt.",
            EnglishHelp = HoursText.Wrong.English + " What is not here is unknown, not closed.",
            Read = content => HoursText.Of(content.OpeningHours),
            Write = (content, text) =>
            {
                var (hours, fault) = HoursText.Read(text);
                var note = content.OpeningHours?.Note ?? LocalizedText.Empty;
                return fault is not null ? (content, fault) : (content with { OpeningHours = hours is not null ? hours with { Note = note } : note.Count > 0 ? new OpeningHours { Note = note } : null }, null);
            },
        },
        Line("place", "place.name", "Platsens namn", "Name of the place", c => c.Place?.Name, (c, text) => c with { Place = PlaceOf(c) with { Name = text } }) with
        {
            Kinds = [ListingKind.Event, ListingKind.Activity],
            SwedishHelp = "Som Folkets hus eller Stora torget.",
            EnglishHelp = "Such as Folkets hus or Stora torget.",
        },
        Line("street", "place.address", "Gatuadress", "Street address", c => c.Place?.Address?.Street, (c, text) => With(c, a => a with { Street = text })),
        Line("postal-code", "place.address", "Postnummer", "Postal code", c => c.Place?.Address?.PostalCode, (c, text) => With(c, a => a with { PostalCode = text })) with { Longest = 10 },
        Line("city", "place.address", "Ort", "Town", c => c.Place?.Address?.City, (c, text) => With(c, a => a with { City = text })) with { IsRequired = true },
        new("point", "place.point", FieldShape.Line, "Läge på kartan", "Position on the map")
        {
            SwedishHelp = "Latitud och longitud, som 59.6549, 12.5914. I en karttjänst: tryck länge på platsen och kopiera.",
            EnglishHelp = "Latitude and longitude, such as 59.6549, 12.5914. In a map service: press long on the place and copy.",
            Read = content => content.Place is { Latitude: { } latitude, Longitude: { } longitude } ? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}") : "",
            Write = WritePoint,
        },
        Line("telephone", "contact", "Telefon", "Telephone", c => c.Contact?.Telephone, (c, text) => c with { Contact = ContactOf(c) with { Telephone = text } }) with { Type = "tel", Longest = 40 },
        Checked(Line("email", "contact", "E-post som besökare ser", "Mail address that visitors see", c => c.Contact?.Email, (c, text) => c with { Contact = ContactOf(c) with { Email = text } }) with
        {
            Type = "email",
            SwedishHelp = "Lämna tomt om ingen adress ska synas.",
            EnglishHelp = "Leave empty if no address is to be seen.",
        }, text => SignIn.SignInLinks.AddressIn(text) is null ? new Fault("Skriv en e-postadress, som namn@exempel.se.", "Write a mail address, such as name@example.se.") : null),
        Checked(Line("website", "contact", "Webbplats", "Website", c => c.Contact?.Url, (c, text) => c with { Contact = ContactOf(c) with { Url = text } }) with { Type = "url", Longest = 2000 }, AddressFault),
        Checked(LinkTo("booking", "Bokning", "Booking"), AddressFault),
        new(ImageBox.Name, "images", FieldShape.Kept, "Bilder", "Pictures")
        {
            Longest = int.MaxValue,
            Read = content => ImageBox.Write(content.Images),
            Write = (content, text) => (content with { Images = ImageBox.Read(text) }, null),
        },
        new("free", "isFree", FieldShape.Checkbox, "Gratis för alla", "Free for all")
        {
            Kinds = [ListingKind.Event, ListingKind.Activity, ListingKind.Attraction, ListingKind.Place, ListingKind.Trail],
            Read = content => content.IsFree == true ? "yes" : "",
            Write = (content, text) => (content with { IsFree = text == "yes" ? true : null }, null),
        },
        Number("beds", "accommodation", "Bäddar", "Beds", ListingKind.Accommodation, c => c.Accommodation?.Beds, (c, n) => c with { Accommodation = (c.Accommodation ?? new()) with { Beds = n } }, 10_000),
        Number("rooms", "accommodation", "Rum", "Rooms", ListingKind.Accommodation, c => c.Accommodation?.Rooms, (c, n) => c with { Accommodation = (c.Accommodation ?? new()) with { Rooms = n } }, 10_000),
        Number("length", "trail", "Längd i meter", "Length in metres", ListingKind.Trail, c => (int?)c.Trail?.LengthMetres, (c, n) => c with { Trail = (c.Trail ?? new()) with { LengthMetres = n } }, 2_000_000),
        new("accessibility", "accessibility", FieldShape.Choices, "Tillgänglighet", "Accessibility")
        {
            SwedishHelp = "Bara det du vet.",
            EnglishHelp = "Only what you know.",
            Choices = _ => Facilities,
            Read = content => string.Join('\n', content.Accessibility),
            // What providers say in words that are no choices here stays.
            Write = (content, text) => (content with { Accessibility = [.. Lines.Of(text)] }, null),
        },
    ];

    static IEnumerable<FormField> Texts((string Code, string Swedish, string English) language)
    {
        var (code, isSwedish) = (language.Code, language.Code == "sv");
        var (swedish, english) = isSwedish ? ("", "") : ($" på {language.Swedish}", $" in {language.English}");
        yield return Text($"title-{code}", $"title.{code}", "Namn" + swedish, "Name" + english, code, c => c.Title, (c, texts) => c with { Title = texts }) with
        {
            IsRequired = isSwedish,
            Longest = 120,
            SwedishHelp = isSwedish ? "Det namn som besökare känner igen. Inga priser och inga utrop." : "",
            EnglishHelp = isSwedish ? "The name that visitors recognise. No prices and no exclamations." : "",
        };
        yield return Text($"summary-{code}", $"summary.{code}", "Kort text" + swedish, "Short text" + english, code, c => c.Summary, (c, texts) => c with { Summary = texts }) with
        {
            Longest = 300,
            SwedishHelp = isSwedish ? "En eller två meningar: vad är det, och för vem?" : "",
            EnglishHelp = isSwedish ? "One sentence or two: what is it, and for whom?" : "",
        };
        yield return Text($"description-{code}", $"description.{code}", "Beskrivning" + swedish, "Description" + english, code, c => c.Description, (c, texts) => c with { Description = texts }) with
        {
            Shape = FieldShape.Text,
            Longest = LongestDescription,
        };
    }

    static FormField Text(string name, string field, string swedish, string english, string language, Func<RecordContent, LocalizedText> of, Func<RecordContent, LocalizedText, RecordContent> with) =>
        new(name, field, FieldShape.Line, swedish, english)
        {
            Language = language,
            Read = content => of(content)[language] ?? "",
            Write = (content, text) => (with(content, new LocalizedText(of(content).Where(one => one.Key != language).Append(new(language, text)))), null),
        };

    static FormField Line(string name, string field, string swedish, string english, Func<RecordContent, string?> read, Func<RecordContent, string?, RecordContent> write) =>
        new(name, field, FieldShape.Line, swedish, english)
        {
            Read = content => read(content) ?? "",
            Write = (content, text) => (write(content, text.Length == 0 ? null : text), null),
        };

    static FormField LinkTo(string rel, string swedish, string english) =>
        Line(rel, "links", swedish, english, c => c.Links.FirstOrDefault(link => link.Rel == rel)?.Url, (c, url) => c with { Links = [.. c.Links.Where(link => link.Rel != rel), .. url is null ? Array.Empty<Link>() : [new Link(rel, url)]] }) with
        {
            Type = "url",
            Longest = 2000,
        };

    static FormField Number(string name, string field, string swedish, string english, ListingKind kind, Func<RecordContent, int?> read, Func<RecordContent, int?, RecordContent> write, int most) =>
        new(name, field, FieldShape.Line, swedish, english)
        {
            Kinds = [kind],
            Longest = 10,
            Read = content => read(content)?.ToString(CultureInfo.InvariantCulture) ?? "",
            Write = (content, text) => text.Length == 0 ? (write(content, null), null)
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? (write(content, number), null)
                : (content, new Fault($"Skriv ett heltal från 1 till {most}.", $"Write a whole number from 1 to {most}.")),
        };

    static FormField Checked(FormField field, Func<string, Fault?> check)
    {
        var write = field.Write;
        return field with { Write = (content, text) => text.Length > 0 && check(text) is { } fault ? (content, fault) : write(content, text) };
    }

    static Fault? AddressFault(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Contains('.', StringComparison.Ordinal) ? null : NoAddress;

    static (RecordContent Content, Fault? Fault) WritePoint(RecordContent content, string text)
    {
        if (text.Length == 0)
        {
            return (content with { Place = PlaceOf(content) with { Latitude = null, Longitude = null } }, null);
        }
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            && latitude is > 55 and < 70 && longitude is > 4 and < 25
            ? (content with { Place = PlaceOf(content) with { Latitude = latitude, Longitude = longitude } }, null)
            : (content, new Fault("Skriv latitud och longitud med komma emellan, som 59.6549, 12.5914.", "Write latitude and longitude with a comma between, such as 59.6549, 12.5914."));
    }

    static RecordPlace PlaceOf(RecordContent content) => content.Place ?? new RecordPlace();

    static Contact ContactOf(RecordContent content) => content.Contact ?? new Contact();

    static RecordContent With(RecordContent content, Func<Address, Address> change) =>
        content with { Place = PlaceOf(content) with { Address = change(content.Place?.Address ?? new Address()) } };
}
