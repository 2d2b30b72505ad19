using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;
using Besoksnaring.Vocabularies.Places;
using NodaTime;

namespace Besoksnaring.Catalog.Merging;

/// <summary>
/// Field by field, what people decided; else the most trusted record that says something: the lowest rank, then the latest change by
/// the provider's own word, then the key. A function of what the records say now, whatever the order in which they came.
/// </summary>
static class Merge
{
    /// <param name="records">Live and cleaned, at least one.</param>
    /// <param name="isShared">Whether a position is one that its provider gives to many.</param>
    public static MergedListing Of(IReadOnlyCollection<HeldRecord> records, HeldDecisions? decisions, Func<PointUse, bool> isShared, Region region)
    {
        var ranked = records
            .OrderBy(record => record.Content!.Source.Rank)
            .ThenByDescending(record => record.Content!.Source.ModifiedAt ?? Instant.MinValue)
            .ThenBy(record => record.Key)
            .ToList();
        var fields = new FieldChoice(ranked, decisions);
        var located = ranked.OrderBy(record => record.Point is { } point && isShared(point)).ToList();
        var best = ranked[0].Content!;

        var content = new RecordContent
        {
            Kind = fields.First("kind", c => (ListingKind?)c.Kind)!.Value,
            Source = best.Source,
            Title = fields.Texts("title", c => c.Title),
            Summary = fields.Texts("summary", c => c.Summary),
            Description = fields.Texts("description", c => c.Description),
            Concepts = fields.Union("concepts", c => c.Concepts),
            Place = PlaceOf(fields, new FieldChoice(located, fields)),
            Organizer = fields.First("organizer", c => c.Organizer),
            Contact = fields.First("contact", c => c.Contact),
            Links = fields.Union("links", c => c.Links),
            Images = fields.FirstList("images", c => c.Images),
            OpeningHours = fields.First("openingHours", c => c.OpeningHours),
            Prices = fields.FirstList("prices", c => c.Prices),
            IsFree = fields.First("isFree", c => c.IsFree),
            Accessibility = fields.Union("accessibility", c => c.Accessibility),
            Audience = fields.Union("audience", c => c.Audience),
            Schedule = ScheduleOf(fields, ranked, decisions),
            Accommodation = fields.First("accommodation", c => c.Accommodation),
            Trail = fields.First("trail", c => c.Trail),
            SharedIds = [.. ranked.SelectMany(record => record.Content!.SharedIds).Distinct().Order(StringComparer.Ordinal)],
        };
        var isPrecise = decisions?.For("place.point") is not null || !(located.Find(HasPoint)?.Point is { } used && isShared(used));
        return new MergedListing(content, Resolve(content, isPrecise, region), isPrecise, ranked, fields.Provenance, decisions);
    }

    /// <summary>Dates and status are decided apart: who mends a date has not said that what its provider cancelled takes place.</summary>
    static Schedule? ScheduleOf(FieldChoice fields, List<HeldRecord> ranked, HeldDecisions? decisions)
    {
        var schedule = fields.First("schedule", WithDates);
        if (schedule is not null && decisions?.For("schedule") is not null)
        {
            schedule = schedule with { Status = ranked.Select(record => WithDates(record.Content!)).OfType<Schedule>().FirstOrDefault()?.Status ?? EventStatus.Scheduled };
        }
        if (schedule is null || decisions?.For(ListingField.ScheduleStatus) is null)
        {
            return schedule;
        }
        var status = fields.First(ListingField.ScheduleStatus, c => c.Schedule?.Status) ?? EventStatus.Scheduled;
        // Of what is cancelled as a whole no single date takes place, whatever its provider says of it.
        return status == EventStatus.Scheduled ? schedule with { Status = status }
            : schedule with { Status = status, Occurrences = [.. schedule.Occurrences.Select(WithoutStatus)], Recurrences = [.. schedule.Recurrences.Select(WithoutStatus)] };
    }

    static GivenOccurrence WithoutStatus(GivenOccurrence occurrence) => occurrence with { Status = null };

    static Recurrence WithoutStatus(Recurrence rule) => rule with
    {
        First = WithoutStatus(rule.First),
        Moved = [.. rule.Moved.Select(moved => moved with { Occurrence = WithoutStatus(moved.Occurrence) })],
    };

    static Schedule? WithDates(RecordContent content) => content.Schedule is { Occurrences.Count: 0, Recurrences.Count: 0 } ? null : content.Schedule;

    static RecordPlace? PlaceOf(FieldChoice fields, FieldChoice located)
    {
        var name = fields.First("place.name", c => c.Place?.Name);
        var address = fields.First("place.address", c => c.Place?.Address);
        var point = located.First("place.point", c => c.Place is { Latitude: { } latitude, Longitude: { } longitude } ? new GivenPoint(latitude, longitude) : null);
        return name is null && address is null && point is null
            ? null
            : new RecordPlace { Name = name, Address = address, Latitude = point?.Latitude, Longitude = point?.Longitude };
    }

    /// <summary>A position that many share says less than an address does.</summary>
    static ResolvedPlace Resolve(RecordContent content, bool isPrecise, Region region)
    {
        var byPoint = PlaceResolver.Resolve(content.Place, content.Organizer, region);
        if (isPrecise || byPoint.Point is null || PlaceResolver.IsAbroad(byPoint.Point, content.Place?.Address?.Country))
        {
            return byPoint;
        }
        var byAddress = PlaceResolver.Resolve(content.Place! with { Latitude = null, Longitude = null }, null, region);
        return byAddress.Municipality is null
            ? byPoint
            : byPoint with { Municipality = byAddress.Municipality, MunicipalityHow = byAddress.MunicipalityHow };
    }

    static bool HasPoint(HeldRecord record) => record.Content!.Place is { Latitude: not null, Longitude: not null };

    sealed record GivenPoint(double Latitude, double Longitude);
}
