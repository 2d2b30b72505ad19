using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Decisions;

/// <summary>A decision that says only what its test is about.</summary>
sealed record ADecision(string ListingId, Guid? Replaces = null)
{
    static readonly Instant Noon = Instant.FromUtc(2026, 1, 1, 12, 0);

    public Guid Version { get; init; } = Guid.NewGuid();
    public int Minute { get; init; }
    public string[] Fields { get; init; } = [];
    public RecordContent Values { get; init; } = Nothing;
    public Verification? Verified { get; init; }
    public Closure? Closed { get; init; }

    public static RecordContent Nothing { get; } = new()
    {
        Kind = ListingKind.Accommodation,
        Source = new RecordSource { Rank = 0, Licence = "CC-BY-4.0", Permits = [Purpose.Web, Purpose.Print] },
        Title = LocalizedText.Empty,
    };

    public static ADecision Named(string listing, string title, Guid? replaces = null) =>
        new(listing, replaces) { Fields = ["title.sv"], Values = Nothing with { Title = new LocalizedText("sv", title) } };

    public ListingDecided Message()
    {
        var at = Noon + Duration.FromMinutes(Minute);
        return new ListingDecided(ListingId, Version, Replaces, at, new ListingDecisions
        {
            Values = Fields.Length == 0 ? null : Values,
            Overrides = [.. Fields.Select(field => new FieldOverride(field, at, DecidedBy.Business))],
            Verified = Verified,
            Closed = Closed,
        });
    }
}
