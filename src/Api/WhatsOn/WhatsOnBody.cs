using Besoksnaring.Api.Events;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Widget;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>A page of events as HTML: a function of what it shows.</summary>
sealed class WhatsOnBody(WidgetTexts texts, Known known, EventSearch search, EventPage page, EventTimes times)
{
    public const string Path = "/whats-on";
    const int DatesShown = 3;

    public string Title => WidgetTexts.Fill(texts.Page("title"), "place", Places());

    public Html ToHtml() => Html.Of($"""
        {PageTop.Of(texts, Path + page.Query.WriteWithout(Parameters.Language, EventParameters.After))}
        <h1>{Title}</h1>
        <p class="lead">{Period()} · {Count()}</p>
        {Choice()}
        </header>
        <main class="whatson">
        {Days()}
        {Pages()}
        <p><a href="/api/v1/events{page.Query.Write(shape: Shape.All.First(shape => shape.Name == "ics").Name)}" type="text/calendar">{texts.Page("calendar")}</a></p>
        </main>
        """);

    public static Html OfProblem(WidgetTexts texts, Problem problem) => Html.Of($"""
        {PageTop.Of(texts, Path)}
        <h1>{texts.Page("wrong")}</h1>
        </header>
        <main><p lang="en">{problem.Detail}</p><p><a href="{Path}?language={texts.Language}">{texts.Page("other")}</a></p></main>
        """);

    string Places()
    {
        var asked = search.Listings.Municipalities.Select(code => known.Region.Municipalities.ByCode(code)?.Name ?? code)
            .Concat(page.Query.Of(Parameters.Destination).Select(id => known.Region.Destinations.Find(id)!.Labels[texts.Language] ?? id));
        return string.Join(", ", asked.DefaultIfEmpty(known.Region.Name));
    }

    string Period()
    {
        if (search.Window is not { FirstDay: { } first, LastDay: { } last })
        {
            return texts.Page("fromNow");
        }
        return first == last ? times.Heading(first) : texts.Page("period").Replace("{first}", times.Heading(first), StringComparison.Ordinal)
            .Replace("{last}", times.Heading(last).ToLowerInvariant() is var low && texts.Language is not "de" and not "en" ? low : times.Heading(last), StringComparison.Ordinal);
    }

    string Count() => page.Total.Count == 1
        ? texts.Page("countOne")
        : WidgetTexts.Fill(texts.Page("count"), "total", page.Total.IsExact ? $"{page.Total.Count}" : $"{page.Total.Count}+");

    /// <summary>What else was asked for, so that nobody takes a choice for everything.</summary>
    Html Choice()
    {
        var said = page.Query.Of(Parameters.Concept).Select(id => known.Taxonomy[id].Labels[texts.Language] ?? id)
            .Concat(search.Listings.Free == true ? [texts.Widget("free")] : [])
            .Concat(page.Query.Of(Parameters.Audience)).Concat(search.Listings.Text).ToList();
        return said.Count == 0 ? Html.Empty : Html.Of($"""<p class="quiet">{texts.Page("choice")}: {string.Join(" · ", said)}</p>""");
    }

    /// <summary>On a Saturday, what goes on since the weekend's Friday comes before Saturday's own: what happens once goes first.</summary>
    Html Days()
    {
        if (page.Rows.Count == 0)
        {
            return Html.Of($"""<p class="empty">{texts.Widget("nothing")}</p><p><a href="{Path}?language={texts.Language}">{texts.Page("other")}</a></p>""");
        }
        return Html.Join(page.Rows.Select(row => EventCard.Of(row, search)).GroupBy(card => card.Day).Select(day => Html.Of($"""
            <section class="day" aria-labelledby="d{day.Key.ToString("uuuuMMdd", null)}"><h2 id="d{day.Key.ToString("uuuuMMdd", null)}">{times.Heading(day.Key)}</h2>
            <ul class="events" role="list">{Html.Join(day.OrderBy(card => card.Occurrences[0].IsRun).Select(Event))}</ul></section>

            """)));
    }

    Html Event(EventCard card)
    {
        var first = card.Occurrences[0];
        var language = card.ContentLanguage.GetValueOrDefault("title", texts.Language);
        return Html.Of($"""
            <li class="{first.Status}"><div class="when"><time datetime="{EventTimes.Iso(first)}">{times.When(first, card.Day)}</time>{Marks(first, card.IsFree)}</div>
            <div class="what"><a href="{Path}/{Uri.EscapeDataString(card.Id)}?language={texts.Language}" lang="{language}">{card.Title}</a>
            {Paragraph(card.Where)}{Paragraph(Others(card))}</div></li>

            """);
    }

    Html Marks(ShapedOccurrence occurrence, bool? isFree) => Html.Join(new[] { texts.Status(occurrence.Status), isFree == true ? texts.Widget("free") : null }
        .OfType<string>().Select(mark => Html.Of($""" <strong class="mark">{mark}</strong>""")));

    string Others(EventCard card)
    {
        var others = card.Occurrences.Skip(1).ToList();
        return others.Count == 0 ? "" : WidgetTexts.Fill(
            texts.Widget("also"), "dates", string.Join(", ", others.Take(DatesShown).Select(times.Brief)) + (others.Count > DatesShown ? ", …" : ""));
    }

    static Html Paragraph(string text) => text.Length == 0 ? Html.Empty : Html.Of($"""<p class="quiet">{text}</p>""");

    Html Pages()
    {
        var links = new List<Html>();
        if (page.Query.Has(EventParameters.After) || page.Query.Of(Parameters.Offset) > 0)
        {
            links.Add(Html.Of($"""<a href="{Path}{page.Query.WriteWithout(EventParameters.After, Parameters.Offset)}">{texts.Page("first")}</a>"""));
        }
        if (page.Links(Path).FirstOrDefault(link => link.Rel == "next").Href is { } next)
        {
            links.Add(Html.Of($"""<a rel="next" class="next" href="{next}">{texts.Page("next")}</a>"""));
        }
        return links.Count == 0 ? Html.Empty : Html.Of($"""<p class="pages">{Html.Join(links)}</p>""");
    }
}
