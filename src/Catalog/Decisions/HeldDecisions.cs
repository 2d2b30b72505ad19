using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Decisions;

/// <summary>What people have decided about one listing, as the catalogue holds it or is about to.</summary>
sealed class HeldDecisions
{
    readonly Dictionary<string, FieldOverride> overrides;

    HeldDecisions(Guid version, Instant decidedAt, ListingDecisions given)
    {
        (Version, DecidedAt, Given) = (version, decidedAt, given);
        overrides = given.Overrides.ToDictionary(field => field.Field, StringComparer.Ordinal);
        if (given.Values is { } values)
        {
            (Values, PlainText) = RecordCleaning.CleanPart(values);
        }
    }

    public Guid Version { get; }

    public Instant DecidedAt { get; }

    /// <summary>As they came.</summary>
    public ListingDecisions Given { get; }

    /// <summary>Cleaned; null: nothing is laid over the records.</summary>
    public RecordContent? Values { get; }

    /// <summary>The descriptions' plain text, by their HTML.</summary>
    public IReadOnlyDictionary<string, string> PlainText { get; } = new Dictionary<string, string>();

    public bool IsClosed => Given.Closed is not null;

    public static HeldDecisions Of(Guid version, Instant decidedAt, ListingDecisions given) => new(version, decidedAt, given);

    /// <exception cref="RecordRejectedException">They cannot be published; the message names the field.</exception>
    public static HeldDecisions Checked(ListingDecided decided)
    {
        var given = decided.Decisions;
        if (given.Overrides.FirstOrDefault(field => !ListingField.IsKnown(field.Field)) is { } unknown)
        {
            throw new RecordRejectedException($"{unknown.Field}: is no field that can be overridden");
        }
        if (given.Overrides.GroupBy(field => field.Field).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new RecordRejectedException($"{twice.Key}: is overridden twice");
        }
        if (given.Overrides.Count > 0 && given.Values is null)
        {
            throw new RecordRejectedException($"{given.Overrides[0].Field}: is overridden without a value being given, not even none");
        }
        var held = new HeldDecisions(decided.Version, decided.DecidedAt, given);
        // A listing without a name could not be shown, whatever its records say later.
        var nameless = given.Overrides.FirstOrDefault(field => field.Field.Split('.') is ["title", var language] && held.Values!.Title[language] is null);
        return nameless is null ? held : throw new RecordRejectedException($"{nameless.Field}: is blank once cleaned");
    }

    /// <summary>Two listings became one: of each field the later word, and of the rest too.</summary>
    public static HeldDecisions? Together(IReadOnlyList<HeldDecisions> several) =>
        several.Count == 0 ? null : several.OrderBy(one => one.DecidedAt).ThenBy(one => one.Version).Aggregate(Together);

    public FieldOverride? For(string field) => overrides.GetValueOrDefault(field);

    /// <returns>The languages in which this text was decided upon.</returns>
    public IEnumerable<string> LanguagesOf(string text) =>
        overrides.Keys.Where(field => field.StartsWith(text + ".", StringComparison.Ordinal)).Select(field => field[(text.Length + 1)..]);

    static HeldDecisions Together(HeldDecisions earlier, HeldDecisions later)
    {
        var (values, fields) = (earlier.Given.Values ?? later.Given.Values, earlier.Given.Overrides.ToDictionary(field => field.Field));
        foreach (var field in later.Given.Overrides.Where(field => !fields.TryGetValue(field.Field, out var was) || was.At <= field.At))
        {
            fields[field.Field] = field;
            values = ListingField.Copy(field.Field, later.Given.Values!, values!);
        }
        var together = new ListingDecisions
        {
            Values = values,
            Overrides = [.. fields.Values],
            Verified = Latest(earlier.Given.Verified, later.Given.Verified, verified => verified.At),
            // Whoever decided last about the one thing knew whether it was open.
            Closed = later.Given.Closed,
        };
        // The same whichever is told first, and neither of the two: who was about to replace one of them has not seen this.
        var version = new Guid([.. earlier.Version.ToByteArray().Zip(later.Version.ToByteArray(), (one, other) => (byte)(one ^ other))]);
        return new HeldDecisions(version, later.DecidedAt, together);
    }

    static T? Latest<T>(T? one, T? other, Func<T, Instant> at)
        where T : class => one is null || (other is not null && at(other) >= at(one)) ? other : one;
}
