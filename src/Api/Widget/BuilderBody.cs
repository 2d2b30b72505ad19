using Besoksnaring.Api.Events;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.WhatsOn;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Api.Widget;

/// <summary>The page that makes the tag, as HTML.</summary>
/// <param name="used">Municipalities that anything is in.</param>
sealed class BuilderBody(BuilderTexts texts, BuilderChoice choice, Known known, IReadOnlyDictionary<string, long> used, string publicUrl)
{
    public Html ToHtml() => Html.Of($"""
        <header>
        <p class="top"><a class="name" href="/?lang={texts.Language}">Besöksnäring</a> <a href="/widget?lang={texts.OtherLanguage}" lang="{texts.OtherLanguage}" hreflang="{texts.OtherLanguage}">{texts.OtherName}</a></p>
        <h1>{texts.Title}</h1>
        <p class="lead">{texts.Lead}</p>
        </header>
        <main class="builder">
        {Form()}
        {(choice.Mistakes.Count > 0 ? Mistakes() : Made())}
        </main>
        """);

    Html Form()
    {
        var municipalities = known.Municipalities.Where(m => used.ContainsKey(m.Code) || Chosen(Parameters.Municipality).Contains(m.Code))
            .OrderBy(m => m.Name, StringComparer.Create(PageTexts.Of("sv").Culture, ignoreCase: true)).Select(m => (m.Code, m.Name));
        var concepts = known.Taxonomy.All.Where(concept => concept.Kind == ListingKind.Event && concept.Parent is null).Select(concept => (concept.Id, concept.Labels[texts.Language]!));
        var audiences = known.Audiences.All.Select(word => (word, texts.Audiences.GetValueOrDefault(word, word)));
        var languages = Languages.All.Select(language => (language, PageTop.Names[language]));
        return Html.Of($"""
            <form action="/widget" method="get" aria-labelledby="choose"><h2 id="choose">{texts.Choose}</h2>
            <div class="grid">
            {Select("municipality", texts.Where, texts.Everywhere(known.Region.Name), municipalities, Chosen(Parameters.Municipality))}
            {Select("when", texts.When, texts.FromNow, texts.Whens.Select(when => (when.Key, when.Value)), [choice.Query.Of(EventParameters.When) ?? ""])}
            {Select("concept", texts.Concept, texts.AnyConcept, concepts, Chosen(Parameters.Concept))}
            {Select("audience", texts.Audience, texts.AnyAudience, audiences, Chosen(Parameters.Audience))}
            {Select("language", texts.TextsIn, null, languages, [choice.Language])}
            <div><label for="limit">{texts.Limit}</label><input id="limit" name="limit" type="number" min="1" max="100" value="{(choice.Query.Has(Parameters.Limit) ? choice.Query.Of(Parameters.Limit) : 10)}"></div>
            <div class="wide"><label for="heading">{texts.Heading}</label><input id="heading" name="heading" type="text" maxlength="100" value="{choice.Heading}" autocomplete="off"></div>
            {Check("free", "true", texts.Free, choice.Query.Of(Parameters.Free) == true, null)}
            {Check("images", "on", texts.Images, choice.Images, texts.ImagesNote)}
            </div>
            <input type="hidden" name="lang" value="{texts.Language}">
            <button>{texts.Make}</button>
            </form>
            """);
    }

    Words Chosen(WordsParameter parameter) => choice.Query.Of(parameter);

    static Html Select(string name, string label, string? none, IEnumerable<(string Value, string Text)> options, IReadOnlyList<string> chosen)
    {
        var all = options.Select(option => Html.Of($"<option value=\"{option.Value}\"{(chosen.Contains(option.Value) ? " selected" : "")}>{option.Text}</option>"));
        var first = none is null ? Html.Empty : Html.Of($"<option value=\"\">{none}</option>");
        return Html.Of($"<div><label for=\"{name}\">{label}</label><select id=\"{name}\" name=\"{name}\">{first}{Html.Join(all)}</select></div>");
    }

    static Html Check(string name, string value, string label, bool isOn, string? note) => Html.Of($"""
        <div class="check"><input id="{name}" name="{name}" type="checkbox" value="{value}"{(isOn ? " checked" : "")}{(note is null ? Html.Empty : Html.Of($" aria-describedby=\"{name}-note\""))}><label for="{name}">{label}</label>
        {(note is null ? Html.Empty : Html.Of($"<p class=\"quiet\" id=\"{name}-note\">{note}</p>"))}</div>
        """);

    Html Made()
    {
        var linkText = choice.Heading.Length > 0 ? choice.Heading : WidgetTexts.Fill(WidgetTexts.In(choice.Language).Page("title"), "place", Place());
        var tag = choice.Tag(publicUrl, linkText);
        var script = Html.Of($"""<script type="module" src="{publicUrl}/widget.js"></script>""");
        return Html.Of($"""
            <section aria-labelledby="tag"><h2 id="tag">{texts.Tag}</h2>
            <pre tabindex="0" aria-labelledby="tag"><code>{script.Text}
            {tag.Text}</code></pre>
            <p class="quiet">{texts.TagNote}</p></section>
            <section aria-labelledby="preview"><h2 id="preview">{texts.Preview}</h2><p class="quiet">{texts.PreviewNote}</p>
            <div class="preview">{tag}</div></section>
            """);
    }

    string Place() => string.Join(", ", Chosen(Parameters.Municipality).Select(code => known.Region.Municipalities.ByCode(code)?.Name ?? code).DefaultIfEmpty(known.Region.Name));

    Html Mistakes() => Html.Of($"""
        <section role="alert"><p class="empty">{texts.Wrong} <span lang="en">{string.Join(" ", choice.Mistakes)}</span></p></section>
        """);
}
