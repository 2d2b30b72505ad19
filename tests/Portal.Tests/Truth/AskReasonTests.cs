using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Truth;
using NodaTime;

namespace Besoksnaring.Portal.Tests.Truth;

/// <summary>Whom to ask, and when not to.</summary>
public class AskReasonTests
{
    static readonly Instant Now = Instant.FromUtc(2026, 5, 20, 12, 0);

    [Theory]
    [InlineData(181, null, "Age")]
    [InlineData(181, 59, null)]
    [InlineData(181, 61, "Age")]
    [InlineData(179, null, null)]
    [InlineData(0, null, null)]
    public void Age_asks_and_not_too_often(int confirmedDays, int? askedDays, string? reason) => Assert.Equal(reason, Reason(Listing(), confirmedDays, askedDays));

    [Theory]
    [InlineData("2026-06-01", 100, "Season")]
    [InlineData("2026-06-01", 30, null)]
    [InlineData("2026-05-20", 100, null)]
    [InlineData("2026-06-04", 100, null)]
    public void A_season_that_begins_soon_asks_who_has_not_just_confirmed(string from, int confirmedDays, string? reason)
    {
        var first = NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value;
        var listing = Listing() with { Content = Content with { OpeningHours = new OpeningHours { Rules = [new OpeningRule(first, first.PlusDays(60), [IsoDayOfWeek.Monday], new LocalTime(10, 0), new LocalTime(17, 0))] } } };
        Assert.Equal(reason, Reason(listing, confirmedDays, null));
    }

    [Theory]
    [InlineData("openingHours", null, "Disagreement")]
    [InlineData("openingHours", DecidedBy.Business, null)]
    [InlineData("concepts", null, null)]
    public void Sources_that_disagree_about_what_matters_ask_unless_somebody_has_decided(string field, DecidedBy? by, string? reason)
    {
        var listing = Listing() with { Origins = [new FieldOrigin(field, new RecordKey("a", "1"), Now, by, false, null) { IsDisputed = true }] };
        Assert.Equal(reason, Reason(listing, 100, null));
    }

    [Fact]
    public void Of_what_is_closed_or_gone_nobody_is_asked()
    {
        Assert.Null(Reason(Listing() with { Decisions = new ListingDecisions { Closed = new Closure(Now, DecidedBy.Business) } }, 1000, null));
        Assert.Null(Reason(new ListingPreview("no record", new Dictionary<string, string>(), []), 1000, null));
    }

    static RecordContent Content { get; } = new() { Kind = ListingKind.Attraction, Source = new RecordSource { Rank = 1, Licence = "CC0-1.0" }, Title = new LocalizedText("sv", "Museet") };

    static ListingPreview Listing() => new(null, new Dictionary<string, string>(), []) { Content = Content };

    static string? Reason(ListingPreview listing, int confirmedDays, int? askedDays) => AskReasons.Of(
        listing, Now - Duration.FromDays(confirmedDays), askedDays is { } days ? Now - Duration.FromDays(days) : null, Now, Now.InUtc().Date, new PortalOptions())?.ToString();
}
