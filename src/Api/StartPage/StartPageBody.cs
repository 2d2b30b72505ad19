using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Widget;
using NodaTime;

namespace Besoksnaring.Api.StartPage;

/// <summary>The start page as HTML: a function of what it shows.</summary>
static class StartPageBody
{
    const int MunicipalitiesShown = 24;

    public static Html Of(StartPageContent content, PageTexts texts, Known known, string? given, Instant now) => Html.Of($"""
        <header>
        <p class="top"><span class="name">Besöksnäring</span> <a href="/?lang={texts.OtherLanguage}" lang="{texts.OtherLanguage}" hreflang="{texts.OtherLanguage}">{texts.OtherName}</a></p>
        <h1>{known.Region.Name}</h1>
        <p class="lead">{texts.Lead}</p>
        {SearchForm(texts, given)}
        </header>
        <main>
        {Hits(content, texts, given)}
        {Kinds(content, texts)}
        {Municipalities(content, texts, known)}
        {ProviderCards.Of(content.Providers, texts, known.Region.TimeZone, now)}
        {ExampleCalls.Of(content, texts, known)}
        </main>
        <footer><a href="/docs/first-answer">{texts.FirstAnswer}</a> <a href="/docs">{texts.Guide}</a> <a href="/docs/reference?lang={texts.Language}">{texts.Reference}</a> <a href="/widget?lang={texts.Language}">{texts.Widget}</a> <a href="/whats-on?language={texts.Language}">{WidgetTexts.Fill(WidgetTexts.In(texts.Language).Page("title"), "place", known.Region.Name)}</a> <a href="/api/v1/openapi.json">OpenAPI</a> <a href="/api/v1/api-info">API-info</a></footer>
        """);

    static Html SearchForm(PageTexts texts, string? given) => Html.Of($"""
        <form action="/" method="get" role="search">
        <label for="q">{texts.Search}</label>
        <div class="field"><input id="q" name="q" type="search" value="{given}" placeholder="{texts.SearchHint}" maxlength="200" autocomplete="off"><button>{texts.SearchButton}</button></div>
        {(texts.Language == "sv" ? Html.Empty : Html.Of($"""<input type="hidden" name="lang" value="{texts.Language}">"""))}
        </form>
        """);

    static Html Hits(StartPageContent content, PageTexts texts, string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return Html.Empty;
        }
        var found = content.Found ?? new Found([], 0);
        var rows = Html.Join(found.Hits.Select(hit => Html.Of($"""
            <li><a href="/api/v1/listings/{Uri.EscapeDataString(hit.Id)}?language={texts.Language}"><strong>{hit.Title}</strong></a>
            <span class="quiet">{texts.KindNames[hit.Kind]}{(hit.Municipality is null ? "" : " · " + hit.Municipality)}</span>
            {(hit.Summary is null ? Html.Empty : Html.Of($"<p>{hit.Summary}</p>"))}</li>
            """)));
        var all = found.Total == 0
            ? Html.Of($"<p>{texts.NoHits}</p>")
            : Html.Of($"""<p><a href="/api/v1/listings?q={Uri.EscapeDataString(given)}&amp;language={texts.Language}">{texts.AllHits}</a></p>""");
        return Html.Of($"""
            <section aria-labelledby="hits"><h2 id="hits">{texts.Hits(texts.Number(found.Total), given)}</h2>
            <ol class="hits">{rows}</ol>{all}</section>
            """);
    }

    static Html Kinds(StartPageContent content, PageTexts texts)
    {
        if (content.Counts.Listings == 0)
        {
            return Html.Of($"""<section><p class="empty">{texts.Empty}</p></section>""");
        }
        var tiles = Html.Join(content.Counts.Kinds.OrderByDescending(kind => kind.Value).Select(kind => Html.Of($"""
            <li><a href="/api/v1/listings?kind={kind.Key}"><span class="count">{texts.Number(kind.Value)}</span> <span>{texts.KindNames[kind.Key]}</span></a></li>
            """)));
        return Html.Of($"""
            <section aria-labelledby="kinds"><h2 id="kinds">{texts.Kinds}</h2>
            <p class="sum"><strong>{texts.Number(content.Counts.Listings)}</strong> {texts.Listings} · <strong>{texts.Number(content.Providers.Count)}</strong> {texts.Providers}</p>
            <ul class="tiles">{tiles}</ul></section>
            """);
    }

    static Html Municipalities(StartPageContent content, PageTexts texts, Known known)
    {
        var counts = content.Counts.Municipalities;
        if (counts.Count == 0)
        {
            return Html.Empty;
        }
        var most = counts.Values.Max();
        var rows = Html.Join(counts.OrderByDescending(m => m.Value).Take(MunicipalitiesShown).Select(m => Html.Of($"""
            <li><a href="/api/v1/listings?municipality={m.Key}">{known.Region.Municipalities.ByCode(m.Key)?.Name ?? m.Key}</a>
            <meter min="0" max="{most}" value="{m.Value}" aria-hidden="true"></meter><span class="count">{texts.Number(m.Value)}</span></li>
            """)));
        var unplaced = content.Counts.Listings - counts.Values.Sum();
        var rest = unplaced == 0 ? Html.Empty : Html.Of($" · {texts.Unplaced}: {texts.Number(unplaced)}");
        return Html.Of($"""
            <section aria-labelledby="places"><h2 id="places">{texts.Municipalities}</h2>
            <ul class="bars">{rows}</ul>
            <p class="quiet"><a href="/api/v1/municipalities?inUse=true&amp;limit=1000">{texts.MoreMunicipalities} ({texts.Number(counts.Count)})</a>{rest}</p></section>
            """);
    }
}
