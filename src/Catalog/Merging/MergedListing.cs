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
sealed record MergedListing(
    RecordContent Content, ResolvedPlace Place, bool IsPrecise, IReadOnlyList<HeldRecord> Records, IReadOnlyList<FieldProvenance> Provenance);

/// <summary>Why a field has its value.</summary>
/// <param name="Record">The record that it came from.</param>
/// <param name="Permits">What its provider lets texts and images be used for; null: not said.</param>
/// <param name="Others">What the other records say that say something else.</param>
sealed record FieldProvenance(
    string Field, object Value, RecordKey Record, Instant ObservedAt, string Licence, IReadOnlyList<string>? Permits, IReadOnlyList<OtherValue> Others);

sealed record OtherValue(RecordKey Record, object Value, IReadOnlyList<string>? Permits);
