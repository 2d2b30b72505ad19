using Besoksnaring.Catalog.Decisions;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies.Places;
using NodaTime;

namespace Besoksnaring.Catalog.Merging;

/// <summary>What the records of one listing say together.</summary>
/// <param name="Content">The published values. Its place holds the given coordinates; <paramref name="Place"/> the resolved ones.</param>
/// <param name="IsPrecise">False: the position is one that its provider gives to many.</param>
/// <param name="Records">Those behind it, the most trusted first.</param>
/// <param name="Decisions">What people decided about it; null: nothing.</param>
sealed record MergedListing(
    RecordContent Content, ResolvedPlace Place, bool IsPrecise, IReadOnlyList<HeldRecord> Records, IReadOnlyList<FieldProvenance> Provenance, HeldDecisions? Decisions)
{
    /// <summary>The descriptions' plain text, by their HTML.</summary>
    public IReadOnlyDictionary<string, string> PlainText => field ??= Records.Select(record => record.PlainText).Append(Decisions?.PlainText ?? new Dictionary<string, string>())
        .SelectMany(texts => texts).GroupBy(text => text.Key).ToDictionary(same => same.Key, same => same.First().Value);

    /// <summary>What readers are told of the decisions; null: there are none that show.</summary>
    public DecidedFacts? Decided => DecidedFacts.Of(Decisions);
}

/// <summary>Why a field has its value.</summary>
/// <param name="Value">Null: it was decided that there is none.</param>
/// <param name="Record">The record that it came from; null: it was decided.</param>
/// <param name="Permits">What its provider lets texts and images be used for; null: not said.</param>
/// <param name="Others">What the other records say that say something else.</param>
/// <param name="Override">Who decided; null: nobody.</param>
sealed record FieldProvenance(
    string Field, object? Value, RecordKey? Record, Instant ObservedAt, string Licence, IReadOnlyList<string>? Permits, IReadOnlyList<OtherValue> Others,
    OverrideNote? Override = null);

/// <param name="Agreeing">Records that say by now what was decided.</param>
sealed record OverrideNote(DecidedBy By, IReadOnlyList<RecordKey> Agreeing);

sealed record OtherValue(RecordKey Record, object Value, IReadOnlyList<string>? Permits);
