using Besoksnaring.Vocabularies.Time;
using CsCheck;
using NodaTime;

namespace Besoksnaring.Vocabularies.Tests.Time;

public class BetweenTests
{
    [Theory]
    [InlineData("2026-07-04", "2026-07-04", "2026-07-03T22:00:00Z", "2026-07-04T22:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-07-04T18:00:00+02:00", "2026-07-04T17:00:00Z", "2026-07-04T16:00:00Z", "2026-07-04T17:00:00Z")]
    [InlineData("2026-07-04T18:00:00 02:00", "2026-07-05", "2026-07-04T16:00:00Z", "2026-07-05T22:00:00Z")]
    [InlineData("2026-07-04T18:00+02:00", "2026-07-04T18:00:00.5+02:00", "2026-07-04T16:00:00Z", "2026-07-04T16:00:00.5Z")]
    [InlineData("2026-07-04T18:00", "2026-07-04T19:30:15", "2026-07-04T16:00:00Z", "2026-07-04T17:30:15Z")]
    [InlineData("2026-03-29T02:30", "2026-03-29T03:45", "2026-03-29T01:30:00Z", "2026-03-29T01:45:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T03:30", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z")]
    public void Dates_moments_and_local_times_are_read(string from, string to, string start, string end)
    {
        var answer = When.Between(from, to, SlowModel.Stockholm);
        Assert.Equal((start, end), ($"{answer.Window!.From:uuuu-MM-ddTHH:mm:ss.FFF'Z'}", $"{answer.Window.To:uuuu-MM-ddTHH:mm:ss.FFF'Z'}"));
    }

    [Fact]
    public void Either_side_may_be_open()
    {
        var from = When.Between("2026-07-04", null, SlowModel.Stockholm).Window!;
        Assert.Equal((new LocalDate(2026, 7, 4), null, null), (from.FirstDay!.Value, from.To, from.LastDay));
        var to = When.Between(null, "2026-07-04", SlowModel.Stockholm).Window!;
        Assert.Equal((null, null, new LocalDate(2026, 7, 4)), (to.From, to.FirstDay, to.LastDay!.Value));
        Assert.Equal(new TimeWindow(), When.Between(null, null, SlowModel.Stockholm).Window);
    }

    [Theory]
    [InlineData("2026-07-05", "2026-07-04", TimeProblemKind.Reversed, "to")]
    [InlineData("2026-07-05T00:00", "2026-07-04", TimeProblemKind.Reversed, "to")]
    [InlineData("2026-07-04T18:00Z", "2026-07-04T18:00Z", TimeProblemKind.Reversed, "to")]
    [InlineData("2026-07-04T20:00+02:00", "2026-07-04T18:30+01:00", TimeProblemKind.Reversed, "to")]
    [InlineData("2026-03-29T02:30", "2026-03-29T03:30", TimeProblemKind.Reversed, "to")]
    [InlineData("2026-07-04", "2029-07-04", TimeProblemKind.TooLong, "to")]
    [InlineData("2026-02-30", "2029-07-04", TimeProblemKind.NotATime, "from")]
    [InlineData("2026-07-04", "idag", TimeProblemKind.NotATime, "to")]
    [InlineData("", null, TimeProblemKind.NotATime, "from")]
    [InlineData(null, "0001-01-01", TimeProblemKind.NotATime, "to")]
    [InlineData(null, "9999-12-31", TimeProblemKind.NotATime, "to")]
    [InlineData("9999-12-31T23:59:59-18:00", null, TimeProblemKind.NotATime, "from")]
    [InlineData("2026-07-04T25:00", null, TimeProblemKind.NotATime, "from")]
    [InlineData("2026-07-04 18:00", null, TimeProblemKind.NotATime, "from")]
    public void What_is_wrong_is_said_of_the_parameter(string? from, string? to, TimeProblemKind kind, string parameter)
    {
        var answer = When.Between(from, to, SlowModel.Stockholm);
        Assert.Equal((kind, parameter), (answer.Problem!.Kind, answer.Problem.Parameter));
        Assert.NotEmpty(answer.Problem.Allowed);
    }

    [Fact]
    public void Three_years_are_not_too_long() =>
        Assert.NotNull(When.Between("2026-07-04", "2029-07-03", SlowModel.Stockholm).Window);

    [Fact]
    public void No_text_is_a_fault() => Gen.Select(Text, Text).Sample((from, to) =>
    {
        var answer = When.Between(from, to, SlowModel.Stockholm);
        Assert.True(answer.Window is null != answer.Problem is null);
        Assert.True(answer.Window?.From is null || answer.Window.To is null || answer.Window.From < answer.Window.To);
    });

    static Gen<string> Text => Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789-T:Z+ ."], 0, 30], Gen.Const("2026-07-04"), Gen.Const("2026-07-05T10:00Z"));
}
