using System.Text.Json;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Contracts;
using NodaTime;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>What a list for people shows of an event, read from its row of the list.</summary>
sealed record EventCard
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public IReadOnlyDictionary<string, string> ContentLanguage { get; init; } = new Dictionary<string, string>();
    public MunicipalityFacts? Municipality { get; init; }
    public CardPlace? Place { get; init; }
    public bool? IsFree { get; init; }

    /// <summary>The day under which it is listed: what goes on since earlier stands under the first day that is shown.</summary>
    public LocalDate Day { get; private init; }

    public IReadOnlyList<ShapedOccurrence> Occurrences { get; private init; } = [];

    public string Where => string.Join(", ", new[] { Place?.Name, Place?.City ?? Municipality?.Name }.OfType<string>().Distinct(StringComparer.Ordinal));

    public static EventCard Of(EventRow row, EventSearch search) => JsonSerializer.Deserialize<EventCard>(row.Json, ContractsJson.Options)! with
    {
        Day = search.Ended ? row.Place.Day : LocalDate.Max(row.Place.Day, search.Today),
        Occurrences = row.Occurrences,
    };
}

sealed record CardPlace(string? Name, string? City);
