using System.Globalization;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Widget;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>A listing's page as HTML.</summary>
static class EventBody
{
    const int DatesShown = 12;

    public static Html Of(ShapedListing row, WidgetTexts texts, EventTimes times)
    {
        var listing = row.Listing;
        return Html.Of($"""
            {PageTop.Of(texts, Address(listing.Id))}
            <h1 lang="{LanguageOf(listing, "title", texts)}">{listing.Title}</h1>
            {(listing.Summary is { } summary ? Html.Of($"""<p class="lead" lang="{LanguageOf(listing, "summary", texts)}">{summary}</p>""") : Html.Empty)}
            </header>
            <main class="event">
            <dl class="facts">
            {Fact(texts.Page("when"), Dates(row, texts, times))}
            {Fact(texts.Page("where"), Place(listing))}
            {Fact(texts.Page("prices"), Prices(listing, texts))}
            {Fact(texts.Page("organizer"), Html.Of($"{listing.Organizer?.Name}"))}
            {Fact(texts.Page("more"), Links(listing, texts))}
            </dl>
            {(listing.Description is { } description ? Html.Of($"""<div class="text" lang="{LanguageOf(listing, "description", texts)}">{Cleaned(description)}</div>""") : Html.Empty)}
            <p class="quiet">{texts.Page("sources")} {Html.Join(listing.Sources.Select((source, index) => Html.Of($"{(index > 0 ? ", " : "")}{source.Provider} ({WidgetTexts.Fill(texts.Page("licence"), "licence", source.Licence)})")))}</p>
            <p><a href="/api/v1/listings/{Uri.EscapeDataString(listing.Id)}?f=ics&amp;language={texts.Language}" type="text/calendar">{texts.Page("calendar")}</a></p>
            <p><a href="{WhatsOnBody.Path}?language={texts.Language}">{texts.Page("other")}</a></p>
            </main>
            """);
    }

    public static Html OfNone(WidgetTexts texts, string id) => Html.Of($"""
        {PageTop.Of(texts, Address(id))}
        <h1>{texts.Page("gone")}</h1>
        </header>
        <main><p><a href="{WhatsOnBody.Path}?language={texts.Language}">{texts.Page("other")}</a></p></main>
        """);

    static string Address(string id) => $"{WhatsOnBody.Path}/{Uri.EscapeDataString(id)}";

    static string LanguageOf(ListingFacts listing, string text, WidgetTexts texts) => listing.ContentLanguage.GetValueOrDefault(text, texts.Language);

    /// <summary>The catalogue lets a few harmless elements through and nothing else.</summary>
    static Html Cleaned(DescriptionFacts description) => new(description.Html);

    static Html Fact(string name, Html value) => value.Text.Length == 0 ? Html.Empty : Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");

    static Html Dates(ShapedListing row, WidgetTexts texts, EventTimes times)
    {
        if (row.Occurrences.Count == 0)
        {
            return row.Listing.Kind == ListingKind.Event ? Html.Of($"{texts.Page("noDates")}") : Html.Empty;
        }
        var dates = Html.Join(row.Occurrences.Take(DatesShown).Select(o => Html.Of($"""
            <li class="{o.Status}"><time datetime="{EventTimes.Iso(o)}">{times.Heading(o.Start.Date)}</time> {times.When(o, o.Start.Date)}{Mark(texts.Status(o.Status))}</li>
            """)));
        var more = row.Occurrences.Count > DatesShown ? Html.Of($"<li>{texts.Page("moreDates")}</li>") : Html.Empty;
        return Html.Of($"<ul role=\"list\">{dates}{more}</ul>");
    }

    static Html Mark(string? status) => status is null ? Html.Empty : Html.Of($""" <strong class="mark">{status}</strong>""");

    static Html Place(ListingFacts listing)
    {
        var address = listing.Place?.Address;
        var parts = new[] { listing.Place?.Name, address?.Street, $"{address?.PostalCode} {address?.City ?? listing.Municipality?.Name}".Trim() };
        return Html.Of($"{string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)).Distinct(StringComparer.Ordinal))}");
    }

    static Html Prices(ListingFacts listing, WidgetTexts texts)
    {
        var prices = listing.Prices.Select(Said).Prepend(listing.IsFree == true ? texts.Widget("free") : "").Where(price => price.Length > 0);
        return Html.Of($"{string.Join("; ", prices)}");
    }

    static string Said(Price price)
    {
        var amount = price switch
        {
            { Amount: { } exact } => Number(exact),
            { MinAmount: { } from, MaxAmount: { } to } => $"{Number(from)}–{Number(to)}",
            _ => Number(price.MinAmount ?? price.MaxAmount),
        };
        return string.Join(' ', new[] { price.Name, amount.Length > 0 ? $"{amount} {price.Currency}".Trim() : "", price.Note }.Where(part => !string.IsNullOrEmpty(part)));
    }

    static string Number(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    static Html Links(ListingFacts listing, WidgetTexts texts)
    {
        var links = new (string? Url, string Name)[] { (listing.Website, texts.Page("website")), (listing.Link("tickets") ?? listing.Link("booking"), texts.Page("tickets")) }
            .Where(link => Uri.TryCreate(link.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            .DistinctBy(link => link.Url).Select(link => Html.Of($"""<li><a href="{link.Url}" rel="noreferrer">{link.Name}</a></li>"""));
        return Html.Join(links) is { Text.Length: > 0 } items ? Html.Of($"<ul role=\"list\">{items}</ul>") : Html.Empty;
    }
}
