using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.StartPage;

/// <summary>The page where a person sees what is in the catalogue, how fresh it is, and what to call.</summary>
static class ShowStartPage
{
    public static async Task AnswerAsync(HttpContext context, Known known, StartPageReader reader, IClock clock)
    {
        var (language, query, given) = await PageQuery.ReadAsync(context, known);
        var content = await reader.ReadAsync(query, language, context.RequestAborted);
        var texts = PageTexts.Of(language);
        var body = StartPageBody.Of(content, texts, known, given, clock.GetCurrentInstant());
        await HtmlPage.WriteAsync(context, language, $"Besöksnäring · {known.Region.Name}", body);
    }
}
