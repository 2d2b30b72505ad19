using NodaTime;

namespace Besoksnaring.Api.Tests.Events;

sealed record Happening(
    string Listing, Instant Starts, Instant? Ends, LocalDateTime StartLocal, LocalDateTime? EndLocal, string TimeZone, bool IsDate, bool IsRun,
    string? Municipality, string[] Concepts, bool? IsFree, (double Latitude, double Longitude)? At, string Title)
{
    static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    public Instant Over => Ends ?? DateTimeZoneProviders.Tzdb[TimeZone].AtStartOfDay(StartLocal.Date.PlusDays(1)).ToInstant();

    /// <summary>Every day it takes place on, as Stockholm counts days; a plain date is that date.</summary>
    public IEnumerable<LocalDate> Days()
    {
        var first = IsDate ? StartLocal.Date : Starts.InZone(Stockholm).Date;
        var last = IsDate ? (EndLocal ?? StartLocal).Date : Ends > Starts ? (Ends.Value - Duration.Epsilon).InZone(Stockholm).Date : first;
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}

/// <summary>A question, and the obviously right answer to it.</summary>
sealed record Question(
    LocalDate From, int Days, string View, string Ongoing, bool Ended, IsoDayOfWeek[] Weekdays, LocalTime? StartsAfter, LocalTime? StartsBefore, int? MinMinutes, int? MaxMinutes,
    string? Municipality, string? NotMunicipality, string? Concept, string? NotConcept, bool? Free, double? RadiusKm, bool OnlyMagic, int Limit)
{
    public static readonly Instant Now = Instant.FromUtc(2026, 12, 5, 12, 0);
    static readonly DateTimeZone Stockholm = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
    const double Latitude = 59.45;
    const double Longitude = 13.5;

    public string Path()
    {
        var query = new List<string> { $"from={From:uuuu-MM-dd}", $"to={From.PlusDays(Days - 1):uuuu-MM-dd}", $"view={View}", $"ongoing={Ongoing}", $"limit={Limit}" };
        Add("ended", Ended ? "true" : null);
        Add("weekday", Weekdays.Length > 0 ? string.Join(',', Weekdays.Select(day => day.ToString().ToLowerInvariant())) : null);
        Add("startsAfter", StartsAfter?.ToString("HH:mm", null));
        Add("startsBefore", StartsBefore?.ToString("HH:mm", null));
        Add("minDuration", MinMinutes is { } least ? $"PT{least}M" : null);
        Add("maxDuration", MaxMinutes is { } most ? $"PT{most}M" : null);
        Add("municipality", Municipality);
        Add("municipality", NotMunicipality is null ? null : "!" + NotMunicipality);
        Add("concept", Concept);
        Add("concept", NotConcept is null ? null : "!" + NotConcept);
        Add("free", Free is { } free ? free ? "true" : "false" : null);
        Add("near", RadiusKm is null ? null : FormattableString.Invariant($"{Latitude},{Longitude}"));
        Add("radius", RadiusKm is { } km ? FormattableString.Invariant($"{km}") : null);
        Add("q", OnlyMagic ? "trollkonsten" : null);
        return "/api/v1/events?" + string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    /// <returns>Listing and start of each row, in order.</returns>
    public IEnumerable<(string Listing, string StartLocal)> Answer(IEnumerable<Happening> all)
    {
        var rows = all.Where(Matches)
            .Select(h => (Happening: h, Day: h.Days().Where(InWindow).Where(Stands).Cast<LocalDate?>().FirstOrDefault()))
            .Where(h => h.Day is not null)
            .OrderBy(h => h.Day).ThenBy(h => h.Happening.IsRun).ThenBy(h => h.Happening.Starts).ThenBy(h => h.Happening.Listing, StringComparer.Ordinal).ThenBy(h => h.Happening.StartLocal).ThenBy(h => !h.Happening.IsDate)
            .Select(h => h.Happening);
        return (View == "occurrences" ? rows : rows.DistinctBy(h => h.Listing))
            .Select(h => (h.Listing, h.IsDate ? $"{h.StartLocal:uuuu-MM-dd}" : $"{h.StartLocal:uuuu-MM-ddTHH:mm}"));
    }

    /// <returns>How many rows there would be with each value for that filter, where there would be any.</returns>
    public Dictionary<string, int> Facet(string name, IReadOnlyList<Happening> all)
    {
        IEnumerable<(string Value, Question Question)> narrower = name switch
        {
            "municipality" => all.Select(h => h.Municipality).OfType<string>().Distinct().Select(code => (code, this with { Municipality = code, NotMunicipality = null })),
            "concept" => all.SelectMany(h => h.Concepts).Distinct().Select(concept => (concept, this with { Concept = concept, NotConcept = null })),
            _ => Enumerable.Range(0, Days).Select(From.PlusDays).Select(day => ($"{day:uuuu-MM-dd}", this with { From = day, Days = 1 })),
        };
        return narrower.Select(n => (n.Value, Count: n.Question.Answer(all).Count())).Where(n => n.Count > 0).ToDictionary(n => n.Value, n => n.Count);
    }

    bool InWindow(LocalDate day) => day >= From && day < From.PlusDays(Days) && (Weekdays.Length == 0 || Weekdays.Contains(day.DayOfWeek));

    /// <summary>What is past stands on no day, unless that is asked for; a window that is past has only its last.</summary>
    bool Stands(LocalDate day) => Ended || day >= LocalDate.Min(Now.InZone(Stockholm).Date, From.PlusDays(Days - 1));

    bool Matches(Happening h)
    {
        var from = Stockholm.AtStartOfDay(From).ToInstant();
        var to = Stockholm.AtStartOfDay(From.PlusDays(Days)).ToInstant();
        var minutes = h.IsDate ? null : (h.Ends - h.Starts)?.TotalMinutes;
        return h.Starts < to && (h.Ends > from || h.Starts >= from || h.IsDate && h.Over > from)
            && (Ended || h.Over > Now)
            && (Ongoing == "true" || h.IsRun == (Ongoing == "only"))
            && (StartsAfter is not { } after || !h.IsDate && h.StartLocal.TimeOfDay >= after)
            && (StartsBefore is not { } before || !h.IsDate && h.StartLocal.TimeOfDay < before)
            && (MinMinutes is not { } least || minutes >= least)
            && (MaxMinutes is not { } most || minutes <= most)
            && (Municipality is null || h.Municipality == Municipality)
            && (NotMunicipality is null || h.Municipality != NotMunicipality)
            && (Concept is null || Has(h, Concept))
            && (NotConcept is null || !Has(h, NotConcept))
            && (Free is null || h.IsFree == Free)
            && (RadiusKm is not { } km || h.At is { } at && Kilometres(at) <= km)
            && (!OnlyMagic || h.Title.StartsWith("Trollkonst", StringComparison.Ordinal));
    }

    static bool Has(Happening h, string concept) => h.Concepts.Any(c => c == concept || c.StartsWith(concept + ".", StringComparison.Ordinal));

    /// <summary>Good to a percent: the radii that are asked for leave that room, or the test says which row it was.</summary>
    static double Kilometres((double Latitude, double Longitude) at)
    {
        var north = (at.Latitude - Latitude) * 111.4;
        var east = (at.Longitude - Longitude) * 111.3 * Math.Cos(Latitude * Math.PI / 180);
        return Math.Sqrt(north * north + east * east);
    }
}
