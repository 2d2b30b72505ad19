using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Contracts;

/// <summary>
/// What people have decided about one listing: full state, never a patch. It outranks every import. Idempotent by
/// <paramref name="Version"/>; a decision that was not made in the knowledge of the one before it is not taken.
/// </summary>
/// <param name="Version">New with each decision.</param>
/// <param name="Replaces">The version that it was made upon; null: there was none.</param>
public sealed record ListingDecided(string ListingId, Guid Version, Guid? Replaces, Instant DecidedAt, ListingDecisions Decisions);

public sealed record ListingDecisions
{
    /// <summary>Values laid over what the records say. Only the fields that <see cref="Overrides"/> names are looked at; one of them that is absent here says that there is none.</summary>
    public RecordContent? Values { get; init; }

    public IReadOnlyList<FieldOverride> Overrides { get; init; } = [];

    /// <summary>The last time that somebody who knows said that the listing is right.</summary>
    public Verification? Verified { get; init; }

    /// <summary>Closed for good: withdrawn, whatever its records say. Null: open.</summary>
    public Closure? Closed { get; init; }
}

/// <param name="Field">As provenance names it: <c>title.sv</c>, <c>place.point</c>, <c>openingHours</c>.</param>
/// <param name="By">In which part it was decided, never who.</param>
public sealed record FieldOverride(string Field, Instant At, DecidedBy By);

public sealed record Verification(Instant At, DecidedBy By);

public sealed record Closure(Instant At, DecidedBy By, string? Reason = null);

public enum DecidedBy
{
    /// <summary>The business whose listing it is.</summary>
    Business,

    /// <summary>An editor of the municipality, the destination or the region.</summary>
    Editor,
}

/// <summary>The fields that can be decided, as provenance names them.</summary>
public static class ListingField
{
    /// <summary>The status, apart from the dates: what is cancelled stays so while its provider goes on changing them.</summary>
    public const string ScheduleStatus = "schedule.status";

    /// <summary>Texts: a field for each language, <c>title.sv</c>.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["title", "summary", "description"];

    public static IReadOnlyList<string> Others { get; } =
    [
        "kind", "concepts", "place.name", "place.address", "place.point", "organizer", "contact", "links", "images", "openingHours",
        "prices", "isFree", "accessibility", "audience", "schedule", ScheduleStatus, "accommodation", "trail",
    ];

    public static bool IsKnown(string field) =>
        Others.Contains(field) || (field.Split('.') is [var text, var language] && Texts.Contains(text) && language.Length > 0);

    /// <returns><paramref name="to"/> with the field as <paramref name="from"/> has it.</returns>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public static RecordContent Copy(string field, RecordContent from, RecordContent to) => field switch
    {
        "kind" => to with { Kind = from.Kind },
        "concepts" => to with { Concepts = from.Concepts },
        "place.name" => to with { Place = PlaceOf(to) with { Name = from.Place?.Name } },
        "place.address" => to with { Place = PlaceOf(to) with { Address = from.Place?.Address } },
        "place.point" => to with { Place = PlaceOf(to) with { Latitude = from.Place?.Latitude, Longitude = from.Place?.Longitude } },
        "organizer" => to with { Organizer = from.Organizer },
        "contact" => to with { Contact = from.Contact },
        "links" => to with { Links = from.Links },
        "images" => to with { Images = from.Images },
        "openingHours" => to with { OpeningHours = from.OpeningHours },
        "prices" => to with { Prices = from.Prices },
        "isFree" => to with { IsFree = from.IsFree },
        "accessibility" => to with { Accessibility = from.Accessibility },
        "audience" => to with { Audience = from.Audience },
        "schedule" => to with { Schedule = ScheduleOf(from) with { Status = ScheduleOf(to).Status } },
        ScheduleStatus => to with { Schedule = ScheduleOf(to) with { Status = ScheduleOf(from).Status } },
        "accommodation" => to with { Accommodation = from.Accommodation },
        "trail" => to with { Trail = from.Trail },
        _ when IsKnown(field) && field.Split('.') is [var text, var language] => text switch
        {
            "title" => to with { Title = With(to.Title, language, from.Title) },
            "summary" => to with { Summary = With(to.Summary, language, from.Summary) },
            _ => to with { Description = With(to.Description, language, from.Description) },
        },
        _ => throw new ArgumentException($"There is no field '{field}'.", nameof(field)),
    };

    /// <summary>Without dates it says nothing but its status.</summary>
    static Schedule ScheduleOf(RecordContent content) => content.Schedule ?? new Schedule { TimeZone = "Europe/Stockholm" };

    static RecordPlace PlaceOf(RecordContent content) => content.Place ?? new RecordPlace();

    static LocalizedText With(LocalizedText texts, string language, LocalizedText from) =>
        new(texts.Where(text => text.Key != language).Concat(from.Where(text => text.Key == language)));
}
