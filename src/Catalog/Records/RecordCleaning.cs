using System.Text.Json;
using Besoksnaring.Catalog.Text;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Catalog.Records;

/// <summary>What a provider says, made safe and tidy before anything is merged: what is blank afterwards is absent.</summary>
static class RecordCleaning
{
    const int MaxList = 200;
    const int MaxSharedIds = 20;

    /// <returns>The content, and its descriptions' plain text by their HTML.</returns>
    /// <exception cref="RecordRejectedException">Nothing could be published of it; the message names the field.</exception>
    public static (RecordContent Content, IReadOnlyDictionary<string, string> PlainText) Clean(RecordContent given)
    {
        var cleaned = CleanPart(given);
        return cleaned.Content.Title.Count > 0 ? cleaned : throw new RecordRejectedException("title: is blank once cleaned");
    }

    /// <summary>The same of what is laid over a listing, which need not have a title.</summary>
    public static (RecordContent Content, IReadOnlyDictionary<string, string> PlainText) CleanPart(RecordContent given)
    {
        var plainText = new Dictionary<string, string>();
        var description = CleanText.Each(given.Description, text =>
        {
            var rich = CleanText.Description(text);
            if (rich is not null)
            {
                plainText[rich.Html] = rich.Text;
            }
            return rich?.Html;
        });
        return (Clean(given, description), plainText);
    }

    /// <summary>A purpose that we do not know permits nothing that we know.</summary>
    static IReadOnlyList<string>? Clean(IReadOnlyList<string>? permits) => permits is null ? null : [.. Purpose.All.Intersect(permits).DefaultIfEmpty(Purpose.Nothing)];

    static RecordContent Clean(RecordContent given, LocalizedText description)
    {
        return given with
        {
            Title = CleanText.Each(given.Title, CleanText.Title),
            Summary = CleanText.Each(given.Summary, CleanText.Summary),
            Description = description,
            Source = given.Source with { Licence = Word(given.Source.Licence) ?? "none", Permits = Clean(given.Source.Permits), Url = WebAddress(given.Source.Url) },
            Concepts = [.. given.Concepts.Where(Taxonomy.Default.Contains).Distinct().Take(MaxList)],
            UnmappedCategories = Words(given.UnmappedCategories),
            Place = Clean(given.Place),
            Organizer = given.Organizer is { } organizer
                ? NullIfEmpty(organizer with { Name = Word(organizer.Name), City = Word(organizer.City), Municipality = Word(organizer.Municipality), Url = WebAddress(organizer.Url) })
                : null,
            Contact = given.Contact is { } contact
                ? NullIfEmpty(new Contact { Telephone = Word(contact.Telephone), Email = Email(contact.Email), Url = WebAddress(contact.Url) })
                : null,
            Links = [.. given.Links.Select(link => link with { Rel = Word(link.Rel) ?? "website", Url = WebAddress(link.Url)! }).Where(link => link.Url is not null).Distinct().Take(MaxList)],
            Images = [.. given.Images.Select(Clean).OfType<Image>().DistinctBy(image => image.Url).Take(MaxList)],
            OpeningHours = given.OpeningHours is { } hours ? NullIfSilent(hours with { Note = CleanText.Each(hours.Note, CleanText.Summary) }) : null,
            Accommodation = NullIfSilent(given.Accommodation),
            Trail = NullIfSilent(given.Trail),
            Prices = [.. given.Prices.Select(price => price with { Name = Word(price.Name), Currency = Word(price.Currency), Note = CleanText.Summary(price.Note) }).Take(MaxList)],
            Accessibility = Words(given.Accessibility),
            Audience = Words(given.Audience),
            SharedIds = [.. Words(given.SharedIds).Order(StringComparer.Ordinal).Take(MaxSharedIds)],
        };
    }

    static RecordPlace? Clean(RecordPlace? given)
    {
        if (given is null)
        {
            return null;
        }
        var place = given with
        {
            Name = Word(given.Name),
            Address = given.Address is { } address
                ? NullIfEmpty(new Address
                {
                    Street = Word(address.Street),
                    PostalCode = Word(address.PostalCode),
                    City = Word(address.City),
                    Municipality = Word(address.Municipality),
                    Region = Word(address.Region),
                    Country = Word(address.Country),
                })
                : null,
        };
        return place is { Latitude: { } latitude, Longitude: { } longitude } && double.IsFinite(latitude) && double.IsFinite(longitude)
            ? place
            : NullIfEmpty(place with { Latitude = null, Longitude = null });
    }

    static Image? Clean(Image given) => WebAddress(given.Url) is { } url
        ? given with { Url = url, AltText = CleanText.Each(given.AltText, CleanText.Title), Credit = Word(given.Credit), Licence = Word(given.Licence) }
        : null;

    static List<string> Words(IReadOnlyList<string> given) => [.. given.Select(Word).OfType<string>().Distinct().Take(MaxList)];

    static string? Word(string? given) => CleanText.Title(given);

    static string? Email(string? given) => Word(given) is { } email && email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.Contains(' ', StringComparison.Ordinal) ? email : null;

    /// <summary>Only what a browser may safely follow: a provider's <c>javascript:</c> is no address.</summary>
    static string? WebAddress(string? given) =>
        Uri.TryCreate(given?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.OriginalString.Length <= 2000
            ? address.AbsoluteUri
            : null;

    /// <summary>For what holds lists, which are equal to nothing but themselves.</summary>
    static T? NullIfSilent<T>(T? value)
        where T : class => value is null || JsonSerializer.SerializeToUtf8Bytes(value, ContractsJson.Options).AsSpan().SequenceEqual("{}"u8) ? null : value;

    static T? NullIfEmpty<T>(T value)
        where T : class, IEquatable<T>, new() => value.Equals(new T()) ? null : value;
}

/// <summary>A record of which nothing can be published. It is kept apart with its reason; the others of its message go on.</summary>
sealed class RecordRejectedException(string reason) : Exception(reason);
