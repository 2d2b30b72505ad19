using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Shapes.Csv;

/// <summary>A listing as a row of a table. The order is a promise; a new column comes last.</summary>
/// <param name="Value">A string, a double, a bool, or null: not known.</param>
/// <param name="IsForeign">Somebody else wrote the text.</param>
sealed record Column(string Name, bool IsForeign, Func<ShapedListing, ShapedPage, object?> Value);

static class Columns
{
    static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    public static IReadOnlyList<Column> All { get; } =
    [
        new("id", false, (row, _) => row.Listing.Id),
        new("kind", false, (row, _) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(row.Listing.Kind.ToString())),
        new("title", true, (row, _) => row.Listing.Title),
        new("summary", true, (row, _) => row.Listing.Summary ?? row.Listing.Description?.Text),
        new("language", true, (row, _) => row.Listing.ContentLanguage.GetValueOrDefault("title")),
        new("concepts", false, (row, _) => Joined(row.Listing.Concepts.Select(concept => concept.Id))),
        new("start", false, (row, _) => Next(row) is { } next ? Text(next.Start, next.IsDate) : null),
        new("end", false, (row, _) => Next(row) is { End: { } end } next ? Text(end, next.IsDate) : null),
        new("timeZone", false, (row, _) => Next(row)?.TimeZone),
        new("timePrecision", false, (row, _) => Next(row) is { } next ? next.IsDate ? "date" : "minute" : null),
        new("status", false, (row, _) => Next(row)?.Status),
        new("place", true, (row, _) => row.Listing.Place?.Name),
        new("street", true, (row, _) => row.Listing.Place?.Address?.Street),
        new("postalCode", true, (row, _) => row.Listing.Place?.Address?.PostalCode),
        new("city", true, (row, _) => row.Listing.Place?.Address?.City),
        new("municipalityCode", false, (row, _) => row.Listing.Municipality?.Code),
        new("municipality", false, (row, _) => row.Listing.Municipality?.Name),
        new("latitude", false, (row, _) => row.Listing.Place?.Point?.Latitude),
        new("longitude", false, (row, _) => row.Listing.Place?.Point?.Longitude),
        new("isFree", false, (row, _) => row.Listing.IsFree),
        new("organizer", true, (row, _) => row.Listing.Organizer?.Name),
        new("telephone", true, (row, _) => row.Listing.Contact?.Telephone),
        new("email", true, (row, _) => row.Listing.Contact?.Email),
        new("website", true, (row, _) => row.Listing.Website),
        new("image", true, (row, _) => row.Listing.Images.Count > 0 ? row.Listing.Images[0].Url : null),
        new("imageCredit", true, (row, _) => row.Listing.Images.Count > 0 ? row.Listing.Images[0].Credit : null),
        new("imageLicence", true, (row, _) => row.Listing.Images.Count > 0 ? row.Listing.Images[0].Licence : null),
        new("providers", false, (row, _) => Joined(row.Listing.Sources.Select(source => source.Provider))),
        new("licences", true, (row, _) => Joined(row.Listing.Sources.Select(source => source.Licence))),
        new("updatedAt", false, (row, _) => InstantPattern.General.Format(row.Listing.UpdatedAt)),
        new("url", false, (row, page) => page.AddressOf(row.Listing)),
    ];

    static ShapedOccurrence? Next(ShapedListing row) => row.Occurrences.Count > 0 ? row.Occurrences[0] : null;

    static string? Joined(IEnumerable<string> words) => string.Join(' ', words.Distinct(StringComparer.Ordinal)) is { Length: > 0 } text ? text : null;

    static string Text(LocalDateTime local, bool isDate) => isDate ? LocalDatePattern.Iso.Format(local.Date) : Minute.Format(local);
}
