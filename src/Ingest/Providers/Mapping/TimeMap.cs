using Besoksnaring.Contracts.Content;
using Newtonsoft.Json.Linq;
using NodaTime;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>When an event happens: which values hold it, and what the provider means by them.</summary>
sealed class TimeMap
{
    const int FirstYear = 1900;

    DateTimeZone zone = DateTimeZone.Utc;
    Expression? rows;
    Value? start;
    Value? startTime;
    Value? end;
    Value? endTime;
    Value? status;
    Value? rowStatus;
    IReadOnlyList<string> formats = [];
    bool midnightMeansNoTime;
    bool dateOnly;
    bool endInclusive;
    bool keepOffset;
    int farFuture;

    /// <summary>The zone that local times are in.</summary>
    public DateTimeZone Zone => zone;

    public static TimeMap? Read(MappingConfig? config)
    {
        if (config is null)
        {
            return null;
        }
        var map = new TimeMap
        {
            rows = config.Expression("rows"),
            start = config.Value("start"),
            startTime = config.Value("startTime"),
            end = config.Value("end"),
            endTime = config.Value("endTime"),
            status = config.Value("status"),
            rowStatus = config.Value("occurrenceStatus"),
            formats = config.Words("formats"),
            midnightMeansNoTime = config.Flag("midnightMeansNoTime"),
            dateOnly = config.Flag("dateOnly"),
            endInclusive = config.Flag("endInclusive", otherwise: true),
            keepOffset = config.Flag("keepOffset"),
            farFuture = config.Number("farFuture") ?? 2090,
        };
        var zone = config.Word("zone");
        if (zone is null)
        {
            config.Fault("zone", "is missing; for example Europe/Stockholm");
        }
        else if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known)
        {
            map.zone = known;
        }
        else
        {
            config.Fault("zone", $"'{zone}' is no IANA time zone");
        }
        foreach (var pattern in map.formats)
        {
            if (Moment.PatternFault(pattern) is { } reason)
            {
                config.Fault("formats", $"'{pattern}' is no date pattern: {reason}");
            }
        }
        CheckStatuses(map.status, config, "status");
        CheckStatuses(map.rowStatus, config, "occurrenceStatus");
        config.End();
        return map;
    }

    /// <returns>Null when the row gives no date that can be read.</returns>
    public Schedule? In(RowReading row)
    {
        var occurrences = new List<(GivenOccurrence Occurrence, DateTimeZone Zone)>();
        foreach (var part in Parts(row))
        {
            if (ToOccurrence(part) is { } found && !occurrences.Contains(found))
            {
                occurrences.Add(found);
            }
        }
        if (occurrences.Count == 0)
        {
            return null;
        }
        var held = occurrences[0].Zone;
        if (occurrences.Any(o => !o.Zone.Equals(held)))
        {
            row.Warn("time", $"occurrences in several zones; those outside {held.Id} are left out");
        }
        return new Schedule
        {
            TimeZone = held.Id,
            Status = Status(status, row) ?? EventStatus.Scheduled,
            Occurrences = [.. occurrences.Where(o => o.Zone.Equals(held)).Select(o => o.Occurrence).OrderBy(o => o.StartDate).ThenBy(o => o.StartTime)],
        };
    }

    public Moment? MomentOf(JToken token) => Moment.Read(token, zone, formats, keepOffset);

    IEnumerable<RowReading> Parts(RowReading row) => rows is null
        ? [row]
        : rows.In(row.Json) switch
        {
            JArray list => list.Select(row.Of),
            { } one => [row.Of(one)],
            null => [],
        };

    (GivenOccurrence, DateTimeZone)? ToOccurrence(RowReading row)
    {
        if (MomentOf(start, row, "time.start") is not { } begins)
        {
            return null;
        }
        if (begins.Date.Year is < FirstYear || begins.Date.Year >= farFuture)
        {
            row.Warn("time.start", $"the year {begins.Date.Year} cannot be meant");
            return null;
        }
        var startsAt = Clock(startTime, row, "time.startTime") ?? begins.Time;
        var ends = MomentOf(end, row, "time.end");
        var endsAt = Clock(endTime, row, "time.endTime") ?? ends?.Time;
        var endDate = ends?.Date;
        if (dateOnly || (midnightMeansNoTime && startsAt == LocalTime.Midnight))
        {
            startsAt = null;
        }
        if (dateOnly || (midnightMeansNoTime && endsAt == LocalTime.Midnight) || startsAt is null)
        {
            endsAt = null;
        }
        if (endDate?.Year >= farFuture)
        {
            row.Warn("time.end", $"an end in the year {endDate.Value.Year} is no end");
            (endDate, endsAt) = (null, null);
        }
        if (!endInclusive && endDate > begins.Date && endsAt is null)
        {
            endDate = endDate.Value.PlusDays(-1);
        }
        (endDate, endsAt) = Ordered(row, begins.Date, startsAt, endDate, endsAt);
        return (new GivenOccurrence
        {
            StartDate = begins.Date,
            StartTime = startsAt,
            EndDate = endDate,
            EndTime = endsAt,
            Status = Status(rowStatus, row) is { } own and not EventStatus.Scheduled ? own : null,
        }, begins.Zone ?? zone);
    }

    /// <summary>An end before its start is no end; one in the small hours of the same date is the next day's.</summary>
    static (LocalDate?, LocalTime?) Ordered(RowReading row, LocalDate begins, LocalTime? startsAt, LocalDate? ends, LocalTime? endsAt)
    {
        if (ends < begins)
        {
            row.Warn("time.end", $"{ends:uuuu-MM-dd} is before the start");
            return (null, null);
        }
        if (endsAt is null || startsAt is null || endsAt >= startsAt || ends > begins)
        {
            return (ends, endsAt);
        }
        if (endsAt <= new LocalTime(6, 0))
        {
            return (begins.PlusDays(1), endsAt);
        }
        row.Warn("time.end", $"{endsAt:HH':'mm} is before the start");
        return (ends, null);
    }

    Moment? MomentOf(Value? value, RowReading row, string field)
    {
        if (value?.Token(row.Json) is not { } token)
        {
            return null;
        }
        // A number is an instant; everything else goes the way of texts, patterns first.
        var given = token.Type is JTokenType.Integer or JTokenType.Float ? token : value.Text(row.Json) is { } text ? new JValue(text) : null;
        if (given is null)
        {
            return null;
        }
        if (MomentOf(given) is { } moment)
        {
            return moment;
        }
        row.Warn(field, $"'{RowReading.Short(given.ToString())}' is no date");
        return null;
    }

    static LocalTime? Clock(Value? value, RowReading row, string field)
    {
        if (value?.Text(row.Json) is not { } text)
        {
            return null;
        }
        if (Moment.ReadTime(text) is { } time)
        {
            return time;
        }
        row.Warn(field, $"'{RowReading.Short(text)}' is no time of day");
        return null;
    }

    static EventStatus? Status(Value? value, RowReading row) =>
        value?.Text(row.Json) is { } word && Enum.TryParse<EventStatus>(word, ignoreCase: true, out var status) ? status : null;

    static void CheckStatuses(Value? value, MappingConfig config, string name)
    {
        foreach (var word in value?.Map?.Select(pair => pair.Value).Where(word => !Enum.TryParse<EventStatus>(word, ignoreCase: true, out _)) ?? [])
        {
            config.Fault(name, $"'{word}' is no status; there are scheduled, cancelled, postponed, rescheduled, movedOnline");
        }
    }
}
