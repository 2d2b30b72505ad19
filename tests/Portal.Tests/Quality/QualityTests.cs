using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Quality;
using NodaTime;

namespace Besoksnaring.Portal.Tests.Quality;

/// <summary>What a listing lacks, and what an editor would say about its texts.</summary>
public class QualityTests
{
    static readonly LocalDate Today = new(2026, 6, 1);

    static readonly RecordContent Bare = new() { Kind = ListingKind.Attraction, Source = new RecordSource { Rank = 1, Licence = "CC0-1.0" }, Title = new LocalizedText("sv", "Museet") };

    static readonly RecordContent Full = Bare with
    {
        Title = new LocalizedText([new("sv", "Museet"), new("en", "The museum")]),
        Summary = new LocalizedText([new("sv", "Ett museum om bruket och dem som arbetade där. Här finns verkstad, smedja och en butik med hantverk."), new("en", "A museum."), new("de", "Ein Museum.")]),
        Images = [new Image { Url = "https://a.example/b.jpg", Width = 1600, Height = 1000, AltText = new LocalizedText("sv", "Smedjan") }],
        Place = new RecordPlace { Latitude = 59, Longitude = 13, Address = new Address { City = "Arvika" } },
        Contact = new Contact { Telephone = "0570-1", Url = "https://a.example" },
        Concepts = ["museum"],
        OpeningHours = new OpeningHours { SpecialDays = [new SpecialDay(Today, null, null)] },
        IsFree = true,
        Accessibility = ["wheelchair"],
    };

    [Fact]
    public void A_full_one_has_a_hundred_and_lacks_nothing()
    {
        var score = ContentScore.Of(Full);
        Assert.Equal((100, 0), (score.Score, score.Missing.Count));
        Assert.Empty(TextAdvice.Of(Full, "1784", Today));
    }

    [Fact]
    public void To_add_a_thing_never_lowers_it_and_the_most_comes_first()
    {
        Func<RecordContent, RecordContent>[] steps =
        [
            c => c with { Images = Full.Images }, c => c with { Summary = Full.Summary }, c => c with { Title = Full.Title }, c => c with { Place = Full.Place }, c => c with { Contact = Full.Contact },
            c => c with { Concepts = Full.Concepts }, c => c with { OpeningHours = Full.OpeningHours }, c => c with { IsFree = true }, c => c with { Accessibility = Full.Accessibility },
        ];
        foreach (var kind in Enum.GetValues<ListingKind>())
        {
            var (content, last) = (Bare with { Kind = kind }, ContentScore.Of(Bare with { Kind = kind }).Score);
            Assert.InRange(last, 0, 20);
            foreach (var step in steps)
            {
                content = step(content);
                var next = ContentScore.Of(content);
                Assert.InRange(next.Score, last, 100);
                Assert.Equal(next.Missing.OrderByDescending(thing => thing.Gain), next.Missing);
                last = next.Score;
            }
        }
    }

    [Theory]
    [InlineData("Världens finaste museum. Kom hit.", "säger inget om")]
    [InlineData("Inträde 120 kr för vuxna. Kom hit.", "120 kr")]
    [InlineData("Kom! Nu! Genast.", "utropstecken")]
    [InlineData("Kort", "två till sex")]
    [InlineData("Ett. Två. Tre. Fyra. Fem. Sex. Sju.", "7 meningar")]
    public void Texts_get_the_advice_that_an_editor_would_give(string text, string advice) =>
        Assert.Contains(TextAdvice.Of(Full with { Summary = new LocalizedText("sv", text) }, "1784", Today), one => one.Swedish.Contains(advice, StringComparison.Ordinal));

    [Fact]
    public void Capitals_posters_events_without_a_date_and_nowhere_are_told()
    {
        var poster = Full with { Kind = ListingKind.Event, Title = new LocalizedText("sv", "STORA FESTEN"), Images = [new Image { Url = "https://a.example/b.jpg", Width = 1000, Height = 1414 }] };
        Assert.Equal(4, TextAdvice.Of(poster, null, Today).Count);
        var dated = poster with { Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new GivenOccurrence { StartDate = Today }] } };
        Assert.Equal(3, TextAdvice.Of(dated, null, Today).Count);
    }
}
