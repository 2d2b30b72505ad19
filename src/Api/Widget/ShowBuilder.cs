using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Vocabulary;
using NodaTime;

namespace Besoksnaring.Api.Widget;

/// <summary>The page where an editor makes the tag by choosing, and sees what it shows. The form needs no script; only what it shows is one.</summary>
static class ShowBuilder
{
    const string OurScript = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'";

    public static async Task AnswerAsync(HttpContext context, Known known, CatalogueCounts counts, IClock clock)
    {
        // Asked for a word that nobody uses, they learn those that are.
        await known.Audiences.LearnAsync(["-"], context.RequestAborted);
        var choice = await BuilderChoice.ReadAsync(context, known, clock.GetCurrentInstant());
        var texts = BuilderTexts.Of(choice.PageLanguage);
        var used = (await counts.ReadAsync(context.RequestAborted)).Municipalities;
        var body = new BuilderBody(texts, choice, known, used, context.PublicUrl());
        await HtmlPage.WriteAsync(
            context, texts.Language, texts.Title, body.ToHtml(), "/widget.js?" + WidgetScript.Version, choice.Images ? OurScript + " https: http:" : OurScript);
    }
}
