using Besoksnaring.Api.Events;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.WhatsOn;

namespace Besoksnaring.Api.Widget;

/// <summary>What somebody chose on the page that makes the tag.</summary>
sealed record BuilderChoice
{
    const int LongestHeading = 100;

    static readonly IReadOnlyList<QueryParameter> Understood =
        [PageQuery.Language, Parameters.Municipality, EventParameters.When, Parameters.Concept, Parameters.Audience, Parameters.Free, Parameters.Language, Parameters.Limit];

    static readonly QueryParameter[] NotFilters = [PageQuery.Language, Parameters.Language, Parameters.Limit];

    public required string PageLanguage { get; init; }
    public required QueryValues Query { get; init; }
    public required IReadOnlyList<string> Mistakes { get; init; }
    public string Heading { get; init; } = "";
    public bool Images { get; init; }

    /// <summary>Of the widget; until one is chosen, the page's.</summary>
    public string Language => Query.Of(Parameters.Language) ?? PageLanguage;

    public static async Task<BuilderChoice> ReadAsync(HttpContext context, Known known, NodaTime.Instant now)
    {
        var given = context.Request.Query;
        // A form sends what is left empty too, and what strangers added to the link is not ours.
        var own = given.Where(p => Understood.Any(parameter => parameter.Name == p.Key) && !string.IsNullOrWhiteSpace(p.Value[0])).Select(p => KeyValuePair.Create(p.Key, p.Value[0]));
        var (query, refusals) = await QueryReading.ReadAsync(QueryString.Create(own), Understood, known, context.RequestAborted);
        var mistakes = refusals.Select(refusal => refusal.Detail);
        if (EventParameters.Window(query, known, now).Problem is { } problem)
        {
            mistakes = mistakes.Append(problem.Detail);
        }
        var heading = given["heading"].FirstOrDefault()?.Trim() ?? "";
        return new BuilderChoice
        {
            PageLanguage = query.Of(PageQuery.Language) ?? "sv",
            Query = query,
            Mistakes = [.. mistakes],
            Heading = heading.Length > LongestHeading ? heading[..LongestHeading] : heading,
            Images = given.ContainsKey("images"),
        };
    }

    /// <returns>The tag: what is shown to be copied, and what the page has in it to show it.</returns>
    public Html Tag(string publicUrl, string linkText)
    {
        var filters = Query.WriteWithout(NotFilters);
        var page = $"{publicUrl}{WhatsOnBody.Path}{filters}{(filters.Length == 0 ? "?" : "&")}language={Language}";
        return Html.Of($"""
            <besok-events{Attributes()}>
              <a href="{page}">{linkText}</a>
            </besok-events>
            """);
    }

    Html Attributes()
    {
        var attributes = new List<(string Name, string Value)>();
        attributes.AddRange(Query.Of(Parameters.Municipality).Select(code => ("municipality", code)));
        attributes.Add(("when", Query.Of(EventParameters.When) ?? ""));
        attributes.AddRange(Query.Of(Parameters.Concept).Select(id => ("concept", id)));
        attributes.AddRange(Query.Of(Parameters.Audience).Select(word => ("audience", word)));
        attributes.Add(("language", Language));
        attributes.Add(("limit", Query.Has(Parameters.Limit) ? $"{Query.Of(Parameters.Limit)}" : ""));
        attributes.Add(("heading", Heading));
        var written = Html.Join(attributes.Where(a => a.Value.Length > 0).Select(a => Html.Of($" {a.Name}=\"{a.Value}\"")));
        return Html.Of($"{written}{(Query.Of(Parameters.Free) == true ? " free" : "")}{(Images ? " images" : "")}");
    }
}
