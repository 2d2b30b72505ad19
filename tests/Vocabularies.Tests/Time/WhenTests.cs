using Besoksnaring.Vocabularies.Time;
using CsCheck;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Vocabularies.Tests.Time;

public class WhenTests
{
    static readonly DateTimeZone Zone = SlowModel.Stockholm;

    static readonly Gen<Instant> AnyInstant =
        Gen.Long[Instant.FromUtc(1996, 1, 1, 0, 0).ToUnixTimeSeconds(), Instant.FromUtc(2090, 1, 1, 0, 0).ToUnixTimeSeconds()].Select(Instant.FromUnixTimeSeconds);

    [Fact]
    public void This_weekend_holds_now_or_lies_ahead_in_every_hour_of_three_years()
    {
        for (var now = Instant.FromUtc(2025, 12, 20, 0, 0); now < Instant.FromUtc(2029, 1, 10, 0, 0); now += Duration.FromHours(1))
        {
            var window = Window("this-weekend", now);
            var (from, to) = (window.From!.Value.InZone(Zone).LocalDateTime, window.To!.Value.InZone(Zone).LocalDateTime);
            Assert.True(now < window.To, $"{now}");
            Assert.Equal((IsoDayOfWeek.Friday, new LocalTime(17, 0)), (from.DayOfWeek, from.TimeOfDay));
            Assert.Equal((IsoDayOfWeek.Monday, LocalTime.Midnight), (to.DayOfWeek, to.TimeOfDay));
            Assert.Equal(from.Date.PlusDays(3), to.Date);
            Assert.True(window.From - now < Duration.FromDays(5), $"{now}: {from} is not the nearest weekend.");
            Assert.Equal((from.Date, to.Date.PlusDays(-1)), (window.FirstDay!.Value, window.LastDay!.Value));
        }
    }

    [Fact]
    public void Next_weekend_is_the_one_after_this()
    {
        AnyInstant.Sample(now =>
        {
            var (one, other) = (Window("this-weekend", now), Window("next-weekend", now));
            Assert.Equal(one.FirstDay!.Value.PlusDays(7), other.FirstDay);
            Assert.Equal(Period.Between(one.LastDay!.Value, other.LastDay!.Value, PeriodUnits.Days), Period.FromDays(7));
        });
    }

    [Fact]
    public void Words_of_whole_days_mean_what_counting_days_says()
    {
        Gen.Select(AnyInstant, OneOf("today", "tomorrow", "this-week", "next-week", "this-month", "next-month")).Sample((now, word) =>
        {
            var window = Window(word, now);
            var (first, last) = SlowModel.Days(word, now.InZone(Zone).Date);
            Assert.Equal((first, last), (window.FirstDay!.Value, window.LastDay!.Value));
            Assert.Equal((SlowModel.At(first, 0), SlowModel.At(last.PlusDays(1), 0)), (window.From!.Value, window.To!.Value));
            Assert.Equal(word, window.Name);
        });
    }

    [Fact]
    public void Tonight_is_the_night_going_on_until_four_in_the_morning()
    {
        AnyInstant.Sample(now =>
        {
            var local = now.InZone(Zone);
            var day = local.Hour < 4 ? local.Date.PlusDays(-1) : local.Date;
            var window = Window("ikväll", now);
            Assert.Equal((SlowModel.At(day, 17), SlowModel.At(day.PlusDays(1), 4)), (window.From!.Value, window.To!.Value));
            Assert.True(now < window.To);
            Assert.Equal((day, day.PlusDays(1)), (window.FirstDay!.Value, window.LastDay!.Value));
        });
    }

    [Theory]
    [InlineData("2026-03-28T12:00", "tonight", 10)]
    [InlineData("2026-10-24T12:00", "tonight", 12)]
    [InlineData("2026-03-29T12:00", "today", 23)]
    [InlineData("2026-10-25T12:00", "today", 25)]
    [InlineData("2026-03-27T12:00", "this-weekend", 54)]
    [InlineData("2026-10-23T12:00", "this-weekend", 56)]
    [InlineData("2026-03-23T00:00", "this-week", 167)]
    public void The_nights_when_the_clocks_change_are_as_long_as_they_are(string local, string word, int hours)
    {
        var window = Window(word, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm").Parse(local).Value.InZoneStrictly(Zone).ToInstant());
        Assert.Equal(Duration.FromHours(hours), window.To - window.From);
    }

    [Theory]
    [InlineData("2026-W09", "2026-02-23", "2026-03-01", "2026-W09")]
    [InlineData("2026-w9", "2026-02-23", "2026-03-01", "2026-W09")]
    [InlineData("2026-v44", "2026-10-26", "2026-11-01", "2026-W44")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03", "2026-W53")]
    [InlineData("2026-W01", "2025-12-29", "2026-01-04", "2026-W01")]
    [InlineData("2028-02", "2028-02-01", "2028-02-29", "2028-02")]
    [InlineData("2026-12", "2026-12-01", "2026-12-31", "2026-12")]
    [InlineData("2028-02-29", "2028-02-29", "2028-02-29", "2028-02-29")]
    public void Weeks_months_and_dates_are_read(string word, string first, string last, string name)
    {
        var window = Window(word, Instant.FromUtc(2026, 5, 5, 5, 5));
        Assert.Equal((Date(first), Date(last), name), (window.FirstDay!.Value, window.LastDay!.Value, window.Name));
        Assert.Equal(TimeWindow.OfDays(Date(first), Date(last), Zone).To, window.To);
    }

    [Theory]
    [InlineData("2027-W53", "52")]
    [InlineData("2026-W00", "53")]
    [InlineData("2026-W54", "53")]
    [InlineData("2026-13", "12")]
    [InlineData("2026-00", "12")]
    [InlineData("2026-02-29", "28")]
    [InlineData("2026-04-00", "30")]
    [InlineData("1899-07", "far")]
    [InlineData("9999-12-31", "far")]
    public void Weeks_months_and_dates_that_are_not_are_refused_with_what_there_is(string word, string why)
    {
        var problem = Problem(word);
        Assert.Equal((TimeProblemKind.NotATime, "when", word), (problem.Kind, problem.Parameter, problem.Value));
        Assert.Contains(why, problem.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Allowed);
    }

    [Theory]
    [InlineData("idag", "today")]
    [InlineData("I dag", "today")]
    [InlineData("IKVÄLL", "tonight")]
    [InlineData("ikvall", "tonight")]
    [InlineData("i kva\u0308ll", "tonight")]
    [InlineData("imorgon", "tomorrow")]
    [InlineData("i-morgon", "tomorrow")]
    [InlineData("i-helgen", "this-weekend")]
    [InlineData("ihelgen", "this-weekend")]
    [InlineData("This Weekend", "this-weekend")]
    [InlineData("nasta-helg", "next-weekend")]
    [InlineData("nästa helg", "next-weekend")]
    [InlineData("den-har-veckan", "this-week")]
    [InlineData("nästa-vecka", "next-week")]
    [InlineData("den här månaden", "this-month")]
    [InlineData("nasta-manad", "next-month")]
    public void Words_are_understood_as_visitors_write_them(string word, string ours) =>
        Assert.Equal(ours, Window(word, Instant.FromUtc(2026, 5, 5, 5, 5)).Name);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":")]
    [InlineData("2026")]
    [InlineData("idagg")]
    [InlineData("2026-W")]
    [InlineData("2026-7")]
    [InlineData("٢٠٢٦-٠٧")]
    [InlineData("sportlov:9999")]
    [InlineData("sportlov:1780:26")]
    [InlineData("sportlov:1780:2026:1")]
    [InlineData("\ud800")]
    [InlineData("\uffff\ufffe")]
    public void What_is_not_understood_is_refused_with_every_word(string word)
    {
        var problem = Problem(word);
        Assert.Equal(TimeProblemKind.UnknownWord, problem.Kind);
        Assert.Contains("this-weekend", problem.Allowed);
        Assert.Contains("sportlov", problem.Allowed);
    }

    [Fact]
    public void No_text_is_a_fault() => Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char["abcdlmoprstv:-0123456789åäö W"], 0, 90],
            Gen.Select(OneOf("sportlov:", "2026-W", "midsommar:", "2026-"), Gen.String[0, 6], (a, b) => a + b))
        .Sample(text =>
        {
            var answer = When.Resolve(text, Instant.FromUtc(2026, 5, 5, 5, 5), Zone, Calendars.Default);
            Assert.True(answer.Window is null != answer.Problem is null);
        });

    [Fact]
    public void Every_spelling_leads_to_its_word()
    {
        foreach (var (spelling, word) in When.Spellings(Calendars.Default))
        {
            Assert.Equal(Of(word), Of(spelling));
        }

        static (string?, string?) Of(string text)
        {
            var answer = When.Resolve(text, Instant.FromUtc(2026, 1, 5, 5, 5), Zone, Calendars.Default);
            Assert.True(answer.Window is not null, text);
            return (answer.Window.Name, answer.Window.Calendar);
        }
    }

    [Fact]
    public void Only_the_zone_that_is_given_counts()
    {
        var now = Instant.FromUtc(2026, 7, 3, 22, 30);
        LocalDate Today(string zone) => When.Resolve("today", now, DateTimeZoneProviders.Tzdb[zone], Calendars.Default).Window!.FirstDay!.Value;
        Assert.Equal(new LocalDate(2026, 7, 4), Today("Europe/Stockholm"));
        Assert.Equal(new LocalDate(2026, 7, 3), Today("America/New_York"));
        Assert.Equal(new LocalDate(2026, 7, 4), Today("Pacific/Kiritimati"));
        var sources = Directory.GetFiles(Repository.PathOf("src/Vocabularies/Time"), "*.cs").Select(File.ReadAllText).ToList();
        Assert.NotEmpty(sources);
        foreach (var asked in new[] { "GetSystemDefault", "SystemClock", "TimeZoneInfo", ".Now", ".UtcNow", ".Today", "BclDateTimeZone" })
        {
            Assert.DoesNotContain(sources, source => source.Contains(asked, StringComparison.Ordinal));
        }
    }

    static TimeWindow Window(string word, Instant now)
    {
        var answer = When.Resolve(word, now, Zone, Calendars.Default);
        Assert.True(answer.Problem is null, $"{word}: {answer.Problem?.Detail}");
        return answer.Window!;
    }

    static TimeProblem Problem(string word)
    {
        var answer = When.Resolve(word, Instant.FromUtc(2026, 5, 5, 5, 5), Zone, Calendars.Default);
        Assert.True(answer.Window is null, word);
        return answer.Problem!;
    }

    static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
