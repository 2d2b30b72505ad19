using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.StartPage;

/// <summary>Calls to click. Each is made of what is in the catalogue, so each has an answer.</summary>
static class ExampleCalls
{
    public static Html Of(StartPageContent content, PageTexts texts, Known known)
    {
        var rows = Html.Join(Calls(content, texts.Language, known).Select(call => Html.Of($"""
            <li><span>{texts.ExampleNames[call.Name]}</span><a href="{call.Address}"><code>GET {call.Shown}</code></a></li>
            """)));
        return Html.Of($"""
            <section aria-labelledby="examples"><h2 id="examples">{texts.Examples}</h2><p>{texts.ExamplesLead}</p>
            <ul class="calls">{rows}</ul></section>
            """);
    }

    static IEnumerable<(string Name, string Address, string Shown)> Calls(StartPageContent content, string language, Known known)
    {
        var counts = content.Counts;
        if (content.First is { } first)
        {
            yield return Call("all", "/listings?limit=5");
            yield return Call("kind", $"/listings?kind={Largest(counts.Kinds)}");
            if (counts.Municipalities.Count > 0)
            {
                var code = Largest(counts.Municipalities);
                yield return Call("municipality", $"/listings?municipality={known.Region.Municipalities.ByCode(code)?.Name ?? code}");
            }
            if (counts.Concepts.Count > 0)
            {
                yield return Call("concept", $"/listings?concept={Largest(counts.Concepts)}&language={language}");
            }
            // A word of a title that exists is found.
            if (first.Title.Split([' ', ',', '-', '/', '"', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => word.Length > 3 && word.All(char.IsLetter)) is { } word)
            {
                yield return Call("text", $"/listings?q={word.ToLowerInvariant()}");
            }
            yield return Call("one", $"/listings/{first.Id}?language=en");
            yield return Call("provenance", $"/listings/{first.Id}/provenance");
        }
        yield return Call("providers", "/providers");
        yield return Call("api", "/openapi.json");
    }

    static (string Name, string Address, string Shown) Call(string name, string below) => (name, new Uri("http://localhost/api/v1" + below).PathAndQuery, "/api/v1" + below);

    static string Largest(IReadOnlyDictionary<string, long> counts) =>
        counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key;
}
