using Besoksnaring.Vocabularies;

namespace Besoksnaring.Api.Queries;

/// <summary>Every query parameter of the API.</summary>
static class Parameters
{
    public static readonly IReadOnlyList<string> Verdicts = ["complete", "unchanged", "partial", "failed", "held", "running"];

    public static readonly WordsParameter Kind = new("kind", "Only listings of these kinds.", "event")
    {
        CanExclude = true,
        Spellings = _ => Known.Kinds.Select(kind => (kind, kind)),
        Find = (_, text) => Known.Kinds.FirstOrDefault(kind => kind == text),
    };

    public static readonly WordsParameter Municipality = new(
        "municipality", "Only listings in these municipalities: SCB code (`1780`) or name (`Karlstad`, `Karlstads kommun`).", "1780")
    {
        CanExclude = true,
        Spellings = known => known.Municipalities.SelectMany(m => new[] { (m.Name, m.Name), (m.Code, m.Code) }),
        Find = (known, text) => known.Region.Municipalities.Find(text)?.Code,
        ListedAt = "/api/v1/municipalities",
    };

    public static readonly WordsParameter Concept = new(
        "concept", "Only listings with one of these concepts, or with a concept below one of them (`music` finds `music.opera`).", "music")
    {
        CanExclude = true,
        Spellings = known => known.Taxonomy.All.SelectMany(c => c.Labels.Select(label => (label.Value, c.Id)).Prepend((c.Id, c.Id))),
        Find = (known, text) => known.Taxonomy.Contains(text) ? text : null,
        ListedAt = "/api/v1/concepts",
    };

    public static readonly WordsParameter Provider = new("provider", "Only what comes from these providers.", "turid")
    {
        CanExclude = true,
        Learned = known => known.Providers,
        Spellings = known => known.Providers.All.Select(id => (id, id)),
        Find = (known, text) => known.Providers.All.FirstOrDefault(id => id == text),
        ListedAt = "/api/v1/providers",
    };

    public static readonly WordsParameter Destination = new(
        "destination", "Only what is in the municipalities of these destinations: id or name.", "klaralvdalen")
    {
        Spellings = known => known.Region.Destinations.All.SelectMany(d => d.Labels.Select(label => (label.Value, d.Id)).Prepend((d.Id, d.Id))),
        Find = (known, text) => known.Region.Destinations.Find(text)?.Id,
        ListedAt = "/api/v1/destinations",
    };

    public static readonly PointParameter Near = new("near", "Only what is within `radius` of this point: latitude and longitude in degrees (WGS 84).", "59.38,13.5");

    public static readonly KilometresParameter Radius = new("radius", "Kilometres around `near`.", most: 200, absent: 10);

    public static readonly BoxParameter Box = new("bbox", "Only what is in this box: west, south, east, north in degrees (WGS 84).", "13.2,59.2,13.8,59.6");

    public static readonly PolygonParameter Polygon = new(
        "polygon", "Only what is in this area: `POLYGON((longitude latitude, …))` or `MULTIPOLYGON`, WGS 84, at most 1,000 points. Where an address is too short for it, "
        + "search by POST.", "POLYGON((13.2 59.2,13.8 59.2,13.8 59.6,13.2 59.2))");

    public static readonly FlagParameter Free = new("free", "`true`: only what is said to be free of charge; `false`: only what is said to cost. What is not known is in neither.");

    public static readonly WordsParameter HasLanguage = new("hasLanguage", "Only what has texts in one of these languages of its own, not by fallback.", "de")
    {
        Spellings = _ => Languages.All.Select(language => (language, language)),
        Find = (_, text) => Languages.All.FirstOrDefault(language => language == text),
    };

    public static readonly WordsParameter Audience = new("audience", "Only what is said to be for these: `families`, `children`, `seniors` and what else providers say.", "families")
    {
        CanExclude = true,
        Learned = known => known.Audiences,
        Spellings = known => known.Audiences.All.Select(word => (word, word)),
        Find = (known, text) => known.Audiences.All.FirstOrDefault(word => word == text),
    };

    public static readonly WordsParameter Accessibility = new("accessibility", "Only what is said to have one of these: `wheelchair`, `hearing-loop` and what else providers say.", "wheelchair")
    {
        CanExclude = true,
        Learned = known => known.Accessibilities,
        Spellings = known => known.Accessibilities.All.Select(word => (word, word)),
        Find = (known, text) => known.Accessibilities.All.FirstOrDefault(word => word == text),
    };

    public static readonly WordsParameter Licence = new("licence", "Only what comes under one of these licences, by one of its records.", "CC0-1.0")
    {
        CanExclude = true,
        Learned = known => known.Licences,
        Spellings = known => known.Licences.All.Select(word => (word, word)),
        Find = (known, text) => known.Licences.All.FirstOrDefault(word => word == text),
    };

    public static readonly FlagParameter OpenNow = new("openNow", "`true`: only what is known to be open now; `false`: only what is known to be closed. What says no hours is in neither.");

    public static readonly InstantParameter OpenAt = new("openAt", "Only what is known to be open at this moment.", "2026-12-24T10:00:00+01:00");

    public static readonly InstantParameter UpdatedSince = new("updatedSince", "Only what looks different since this moment.", "2026-12-01T00:00:00Z");

    public static readonly IdsParameter Ids = new("ids", "Only these listings. An id that does not exist finds nothing.", "06h02chzg1r6sppr", most: 50);

    public static readonly SearchTextParameter Text = new(
        "q", "Words to search for in title, summary and description, in any language: all of them must be found. Swedish endings do not matter "
        + "(`konserter` finds `konsert`), and a word finds longer words that begin with it (`fisk` finds `fiskecamp`).", "konsert");

    public static readonly OneWordParameter Language = new(
        "language", "Language of the texts. Without it `Accept-Language` decides, and without that Swedish. A text that does not exist in it is given "
        + "in the nearest language there is (nb → da → sv → en, de → en → sv, …); `contentLanguage` says which.", "en", Languages.All);

    public static readonly WordsParameter Verdict = new("verdict", "Only runs that ended so; `running` has not ended.", "held")
    {
        Spellings = _ => Verdicts.Select(verdict => (verdict, verdict)),
        Find = (_, text) => Verdicts.FirstOrDefault(verdict => verdict == text),
    };

    public static readonly DateParameter From = new(
        "from", "First day, in the venue's time: what ended before it is left out, what goes on is not. Default: today.", "2026-12-24");

    public static readonly OneWordParameter Shape = new(
        "f", "Shape of the answer; it outweighs `Accept`. Without either: JSON.", "geojson", Shapes.Shape.Names);

    public static readonly FlagParameter InUse = new("inUse", "`true`: only what at least one listing has; `false`: only what none has.");

    public static readonly OneWordParameter ConceptKind = new("kind", "Only concepts of this kind of listing.", "event", Known.Kinds);

    public static readonly NumberParameter Limit = new("limit", "Rows in one answer.", 1, 100, 20);

    /// <summary>The vocabularies are small: a web site wants them whole.</summary>
    public static readonly NumberParameter VocabularyLimit = new("limit", "Rows in one answer.", 1, 1000, 20);

    public static readonly NumberParameter Offset = new(
        "offset", "Rows to skip. Past the end gives an empty page. To see more than the first 10,000, narrow the search.", 0, 10_000, 0);
}
