using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Api.Tests.Events;

/// <summary>Events that a search can get wrong: over midnight, over both nights when the clocks change, by date alone, at midnight and by date, going on for weeks, cancelled.</summary>
static class RandomEvents
{
    static readonly string?[] Municipalities = ["Karlstad", "Arvika", "Sunne", null];
    static readonly string?[] Concepts = ["music.concert", "music.opera", "market", null];
    static readonly LocalDate[] Around = [new(2026, 10, 25), new(2026, 12, 5), new(2026, 12, 12), new(2026, 12, 31), new(2027, 3, 28)];

    public static IEnumerable<RecordObserved> Make(int count, int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
        {
            yield return new RecordObserved(
                RecordKey.TryParse($"p{number % 3}:e-{number}", out var key) ? key : throw new InvalidOperationException(), Guid.Empty, 1, Instant.FromUtc(2026, 11, 20, 4, 0),
                new RecordContent
                {
                    Kind = ListingKind.Event,
                    Source = new RecordSource { Rank = 10, Licence = "CC0-1.0" },
                    Title = new("sv", number % 4 == 0 ? $"Trollkonst {number}" : $"Träff {number}"),
                    Concepts = Concepts[random.Next(4)] is { } concept ? [concept] : [],
                    Place = Municipalities[random.Next(4)] is { } municipality ? Place(municipality, random) : null,
                    IsFree = random.Next(3) switch { 0 => true, 1 => false, _ => null },
                    Schedule = new Schedule
                    {
                        TimeZone = number % 9 == 0 ? "Europe/Helsinki" : "Europe/Stockholm",
                        Status = number % 11 == 0 ? EventStatus.Cancelled : EventStatus.Scheduled,
                        Occurrences = number % 10 == 3 ? DateAndMidnight(random) : [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Happening(random))],
                    },
                });
        }
    }

    static RecordPlace Place(string municipality, Random random) => new()
    {
        Latitude = 59.3 + random.NextDouble() * 0.3,
        Longitude = 13.2 + random.NextDouble() * 0.6,
        Address = new Address { Municipality = municipality, Country = "SE" },
    };

    static GivenOccurrence Happening(Random random)
    {
        var day = Around[random.Next(Around.Length)].PlusDays(random.Next(-3, 4));
        var time = new LocalTime(random.Next(24), random.Next(4) * 15);
        return random.Next(6) switch
        {
            0 => new() { StartDate = day },
            1 => new() { StartDate = day, EndDate = day.PlusDays(random.Next(30)) },
            2 => new() { StartDate = day, StartTime = time },
            3 => new() { StartDate = day, StartTime = time, EndDate = day, EndTime = time },
            _ => Until(day, time, Period.FromMinutes(random.Next(1, 40) * 30)),
        };
    }

    /// <summary>Two happenings that only the precision tells apart.</summary>
    static IReadOnlyList<GivenOccurrence> DateAndMidnight(Random random)
    {
        var day = Around[random.Next(Around.Length)].PlusDays(random.Next(-3, 4));
        return [new() { StartDate = day }, new() { StartDate = day, StartTime = LocalTime.Midnight }];
    }

    static GivenOccurrence Until(LocalDate day, LocalTime time, Period lasts)
    {
        var end = (day + time).Plus(lasts);
        return new() { StartDate = day, StartTime = time, EndDate = end.Date, EndTime = end.TimeOfDay };
    }
}
