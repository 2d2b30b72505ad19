using System.Globalization;
using System.Text;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Widget;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>Says when something is, as the widget says it: venue times as they are, a date where no more is known, runs by their end.</summary>
sealed class EventTimes
{
    // As people of the language write a day and a short date; .NET's own long formats have the year in them.
    static readonly Dictionary<string, (string Culture, string Day, string Short, string Time)> Forms = new(StringComparer.Ordinal)
    {
        ["sv"] = ("sv-SE", "dddd d MMMM", "d MMM", "HH:mm"),
        ["nb"] = ("nb-NO", "dddd d. MMMM", "d. MMM", "HH:mm"),
        ["en"] = ("en-GB", "dddd d MMMM", "d MMM", "HH:mm"),
        ["de"] = ("de-DE", "dddd, d. MMMM", "d. MMM", "HH:mm"),
        ["nl"] = ("nl-NL", "dddd d MMMM", "d MMM", "HH:mm"),
        ["da"] = ("da-DK", "dddd d. MMMM", "d. MMM", "HH.mm"),
    };

    readonly WidgetTexts texts;
    readonly LocalDate today;
    readonly CultureInfo culture;
    readonly string day;
    readonly string date;
    readonly string time;

    public EventTimes(WidgetTexts texts, LocalDate today)
    {
        (this.texts, this.today) = (texts, today);
        (var name, day, date, time) = Forms[texts.Language];
        culture = CultureInfo.GetCultureInfo(name);
    }

    /// <returns>The day as a heading.</returns>
    public string Heading(LocalDate of)
    {
        var text = LocalDatePattern.Create(WithYear(day, of), culture).Format(of);
        return char.ToUpper(text[0], culture) + text[1..];
    }

    public string Short(LocalDate of) => LocalDatePattern.Create(WithYear(date, of), culture).Format(of);

    /// <returns>One of several dates, in a few words.</returns>
    public string Brief(ShapedOccurrence o)
    {
        var said = LocalDatePattern.Create("ddd " + WithYear(date, o.Start.Date), culture).Format(o.Start.Date);
        var status = texts.Status(o.Status)?.ToLower(culture);
        return said + (o.IsDate ? "" : " " + Clock(o.Start)) + (status is null ? "" : $" ({status})");
    }

    /// <param name="under">The day that stands above it.</param>
    public string When(ShapedOccurrence o, LocalDate under)
    {
        if (o.IsRun)
        {
            return o.End is { } last ? WidgetTexts.Fill(texts.Widget("until"), "date", Short(LastDay(last, o.IsDate))) : texts.Widget("goesOn");
        }
        if (o.IsDate)
        {
            return o.End is { } end && end.Date != o.Start.Date ? $"{Short(o.Start.Date)} – {Short(end.Date)}"
                : o.Start.Date == under ? texts.Widget("noTime") : Short(o.Start.Date);
        }
        var said = new StringBuilder(o.Start.Date == under ? "" : Short(o.Start.Date) + " ").Append(Clock(o.Start));
        if (o.End is { } to && to != o.Start)
        {
            var isLong = Period.Between(o.Start, to, PeriodUnits.Hours).Hours >= 24;
            said.Append(isLong ? $" – {Short(to.Date)} " : "–").Append(Clock(to));
        }
        return said.ToString();
    }

    /// <returns>For a machine.</returns>
    public static string Iso(ShapedOccurrence o) =>
        o.IsDate ? LocalDatePattern.Iso.Format(o.Start.Date) : LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Format(o.Start);

    /// <summary>Midnight belongs to the day before.</summary>
    static LocalDate LastDay(LocalDateTime end, bool isDate) => !isDate && end.TimeOfDay == LocalTime.Midnight ? end.Date.PlusDays(-1) : end.Date;

    string Clock(LocalDateTime at) => LocalTimePattern.Create(time, culture).Format(at.TimeOfDay);

    string WithYear(string form, LocalDate of) => of.Year == today.Year ? form : form + " uuuu";
}
