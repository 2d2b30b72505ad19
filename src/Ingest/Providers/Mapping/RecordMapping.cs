using System.Text.Json;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Vocabularies;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>A provider's whole mapping, compiled: a row in, a record (or why there is none) out.</summary>
sealed class RecordMapping
{
    Expression? id;
    List<Value?> idFrom = [];
    KindMap? kind;
    Value? language;
    string fixedLanguage = "und";
    List<(Expression? When, string Reason)> skips = [];
    ContentMap content = null!;
    List<CategoryMap> categories = [];
    IReadOnlyList<string> concepts = [];
    List<(string Scheme, Value? Value)> sharedIds = [];

    /// <summary>Where the rows are in a document, or null for the format's own place.</summary>
    public Expression? Rows { get; private set; }

    /// <summary>Where a document says the address of the next page.</summary>
    public Expression? Next { get; private set; }

    public bool JoinRows { get; private set; }

    public TimeMap? Time { get; private set; }

    public FormatOptions Options { get; private set; } = new();

    /// <summary>Reads a mapping; what is wrong with it goes to <paramref name="faults"/>.</summary>
    public static RecordMapping Read(JsonElement mapping, List<MappingFault> faults)
    {
        var config = new MappingConfig(mapping, "mapping", faults);
        var result = new RecordMapping
        {
            Rows = config.Expression("rows"),
            Next = config.Expression("next"),
            JoinRows = config.Flag("joinRows"),
            id = config.Expression("id"),
            kind = KindMap.Read(config),
            Time = TimeMap.Read(config.Object("time")),
            categories = [.. config.Objects("categories").Select(CategoryMap.Read)],
            concepts = config.Element("concepts") is { } ids ? CategoryMap.Concepts(ids, config, "concepts") : [],
            Options = FormatOptions.Read(config),
        };
        if (config.Element("idFrom") is { ValueKind: JsonValueKind.Array } parts)
        {
            result.idFrom = [.. parts.EnumerateArray().Select((part, i) => Value.Read(part, $"mapping.idFrom[{i}]", faults))];
        }
        if (!config.Has("id") && result.idFrom.Count == 0)
        {
            config.Fault("id", "say 'id' (an expression), or 'idFrom' (a list of values to derive one from), or both: the second for rows without the first");
        }
        result.ReadLanguage(config);
        result.ReadSkips(config);
        result.ReadSharedIds(config);
        if (config.Object("fields") is { } fields)
        {
            result.content = ContentMap.Read(fields, result.Time);
        }
        else
        {
            config.Fault("fields", "is missing");
        }
        config.End();
        return result;
    }

    /// <returns>Whether the mapping has a kind for such a row.</returns>
    public bool KnowsKind(JsonElement row) => kind?.In(JsonTokens.Of(row), out _) is not null;

    public ReadItem Record(Row row, Provider provider)
    {
        var json = JsonTokens.Of(row.Json);
        foreach (var (when, why) in skips)
        {
            if (when?.Holds(json) == true)
            {
                return new ReadItem.Skipped(row.Where, why);
            }
        }
        var reading = new RowReading(json, LanguageOf(json), row.Address);
        var recordId = IdOf(json, out var derived);
        if (recordId is null)
        {
            return Unreadable(null, row, derived ? "idFrom: there is nothing to derive an id from" : "id: is missing");
        }
        if (kind!.In(json, out var reason) is not { } known)
        {
            return Unreadable(recordId, row, reason);
        }
        var source = new RecordSource { Rank = provider.Rank, Licence = provider.Licence.Id, Permits = provider.Licence.Permits is { Count: > 0 } permits ? permits : [Purpose.Nothing], IdIsDerived = derived };
        if (content.In(reading, row, known, source) is not { } said)
        {
            return Unreadable(recordId, row, "title: is missing");
        }
        var found = new List<string>(concepts);
        var unmapped = new List<string>();
        foreach (var category in categories)
        {
            category.In(json, found, unmapped);
        }
        if (known == ListingKind.Event && said.Schedule is null)
        {
            reading.Warn("time", "the event has no date that can be read");
        }
        if (row.Warning is not null)
        {
            reading.Warn("file", row.Warning);
        }
        var record = said with
        {
            Concepts = [.. found.Distinct()],
            UnmappedCategories = unmapped,
            SharedIds = [.. SharedIds(json).Distinct().Order(StringComparer.Ordinal)],
        };
        return new ReadItem.Record(recordId, record, row.Where, reading.Warnings);
    }

    static ReadItem.Unreadable Unreadable(string? recordId, Row row, string reason)
    {
        var raw = row.Json.GetRawText();
        return new ReadItem.Unreadable(recordId, row.Where, reason, raw.Length <= 500 ? raw : raw[..500] + "…");
    }

    string? IdOf(JToken json, out bool derived)
    {
        derived = false;
        if (id is not null && RecordIds.Given(Value.Scalars(id.In(json)).FirstOrDefault()) is { } given)
        {
            return given;
        }
        derived = idFrom.Count > 0;
        return RecordIds.Derived(idFrom.Select(value => value is null ? null : string.Join(' ', value.Texts(json))));
    }

    string LanguageOf(JToken json) => Languages.Normalize(language?.Text(json)) ?? fixedLanguage;

    IEnumerable<string> SharedIds(JToken json) =>
        from shared in sharedIds
        from value in shared.Value?.Texts(json) ?? []
        let clean = CleanText.Plain(value)
        where clean is { Length: <= 200 }
        select $"{shared.Scheme}:{clean}";

    void ReadLanguage(MappingConfig config)
    {
        var given = config.Element("language");
        if (given is { ValueKind: JsonValueKind.String } tag && Languages.Normalize(tag.GetString()) is { } known)
        {
            fixedLanguage = known;
            return;
        }
        if (given is { ValueKind: JsonValueKind.Object })
        {
            language = config.Value("language");
            fixedLanguage = Languages.Normalize(language?.Otherwise) ?? "und";
            return;
        }
        config.Fault("language", "say the language of the texts: a tag such as sv, or an object with 'from' where each row says its own");
    }

    void ReadSkips(MappingConfig config)
    {
        if (config.Element("skipWhere") is { ValueKind: JsonValueKind.String } one)
        {
            skips.Add((config.Compile(one.GetString()!, "mapping.skipWhere"), "left out by the mapping"));
            return;
        }
        foreach (var skip in config.Objects("skipWhere"))
        {
            skips.Add((skip.Expression("when"), skip.Word("reason") ?? "left out by the mapping"));
            if (!skip.Has("when"))
            {
                skip.Fault("when", "is missing");
            }
            skip.End();
        }
    }

    void ReadSharedIds(MappingConfig config)
    {
        if (config.Object("sharedIds") is not { } schemes)
        {
            return;
        }
        foreach (var (scheme, value) in schemes.Properties())
        {
            if (!scheme.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                schemes.Fault(scheme, "a scheme is of a-z, 0-9 and -");
            }
            sharedIds.Add((scheme, Value.Read(value, $"mapping.sharedIds.{scheme}", config.Faults)));
        }
    }
}
