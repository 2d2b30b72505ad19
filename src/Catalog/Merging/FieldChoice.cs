using System.Text.Json;
using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Catalog.Merging;

/// <summary>Chooses each field's value: what was decided, else among records in their order; and notes why.</summary>
sealed class FieldChoice(IReadOnlyList<HeldRecord> ranked, HeldDecisions? decisions)
{
    readonly List<FieldProvenance> provenance = [];

    /// <summary>The same notes for another order of the same records.</summary>
    public FieldChoice(IReadOnlyList<HeldRecord> ranked, FieldChoice notes)
        : this(ranked, notes.Decisions) => provenance = notes.provenance;

    HeldDecisions? Decisions => decisions;

    public IReadOnlyList<FieldProvenance> Provenance => provenance;

    /// <returns>The first record's value that says something, or null when none does.</returns>
    public T? First<T>(string field, Func<RecordContent, T?> value)
        where T : class => Choose(field, value);

    public T? First<T>(string field, Func<RecordContent, T?> value)
        where T : struct => (T?)Choose(field, content => (object?)value(content));

    public IReadOnlyList<T> FirstList<T>(string field, Func<RecordContent, IReadOnlyList<T>> value) =>
        Choose(field, content => value(content) is { Count: > 0 } list ? list : null) ?? [];

    /// <returns>What all records list, without repetition, the first record's before the others'; or the list that was decided.</returns>
    public IReadOnlyList<T> Union<T>(string field, Func<RecordContent, IReadOnlyList<T>> value)
    {
        var first = Choose(field, content => value(content) is { Count: > 0 } list ? list : null);
        if (decisions?.For(field) is not null)
        {
            return first ?? [];
        }
        return ranked.Count == 1 ? value(ranked[0].Content!) : [.. ranked.SelectMany(record => value(record.Content!)).Distinct()];
    }

    /// <returns>For each language, the first record's text in it.</returns>
    public LocalizedText Texts(string field, Func<RecordContent, LocalizedText> value)
    {
        var languages = ranked.SelectMany(record => value(record.Content!).Languages).Concat(decisions?.LanguagesOf(field) ?? []).Distinct().Order(StringComparer.Ordinal);
        return new LocalizedText(languages.Select(language =>
            KeyValuePair.Create(language, Choose($"{field}.{language}", content => value(content)[language]) ?? "")));
    }

    T? Choose<T>(string field, Func<RecordContent, T?> value)
        where T : class
    {
        var said = ranked.Select(record => (record, value: value(record.Content!))).Where(pair => pair.value is not null).ToList();
        if (decisions?.For(field) is { } decided)
        {
            return Decided(decided, value(decisions.Values!), said);
        }
        if (said.Count == 0)
        {
            return null;
        }
        var (chosen, published) = said[0];
        var others = said.Skip(1)
            .Where(other => !SameJson(other.value!, published!))
            .Select(other => new OtherValue(other.record.Key, other.value!, other.record.Content!.Source.Permits))
            .ToList();
        provenance.Add(new FieldProvenance(field, published!, chosen.Key, chosen.ObservedAt, chosen.Content!.Source.Licence, chosen.Content.Source.Permits, others));
        return published;
    }

    T? Decided<T>(FieldOverride decided, T? value, List<(HeldRecord Record, T? Value)> said)
        where T : class
    {
        var same = said.ToLookup(pair => value is not null && SameJson(pair.Value!, value));
        var source = decisions!.Values!.Source;
        provenance.Add(new FieldProvenance(decided.Field, value, null, decided.At, source.Licence, source.Permits,
            [.. same[false].Select(pair => new OtherValue(pair.Record.Key, pair.Value!, pair.Record.Content!.Source.Permits))],
            new OverrideNote(decided.By, [.. same[true].Select(pair => pair.Record.Key)])));
        return value;
    }

    static bool SameJson(object left, object right) =>
        JsonSerializer.SerializeToUtf8Bytes(left, ContractsJson.Options).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(right, ContractsJson.Options));
}
