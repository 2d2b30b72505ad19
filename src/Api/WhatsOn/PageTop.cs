using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Widget;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Api.WhatsOn;

/// <summary>The top of a page for visitors: our name and the languages. Leaves the header open for its heading.</summary>
static class PageTop
{
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["sv"] = "Svenska",
        ["nb"] = "Norsk",
        ["en"] = "English",
        ["de"] = "Deutsch",
        ["nl"] = "Nederlands",
        ["da"] = "Dansk",
    };

    /// <param name="address">The page, without its language.</param>
    public static Html Of(WidgetTexts texts, string address)
    {
        var before = address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?");
        var languages = Html.Join(Languages.All.Where(language => language != texts.Language).Select(language =>
            Html.Of($"""<li><a href="{before}language={language}" lang="{language}" hreflang="{language}">{Names[language]}</a></li>""")));
        return Html.Of($"""
            <header>
            <div class="top"><a class="name" href="/{(texts.Language == "sv" ? "" : "?lang=en")}" lang="sv">Besöksnäring</a> <nav aria-label="Language"><ul class="languages" role="list">{languages}</ul></nav></div>
            """);
    }
}
