using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Guide;

/// <summary>Every block of code in <c>docs/first-answer.md</c>, run as it stands there against the shipped Api; only the address, and how many come at once, are the test's.</summary>
public sealed class FirstAnswerTests(ServedCatalogue catalogue) : IDisposable
{
    /// <summary>Of one at a time there is more than one page to follow.</summary>
    readonly GuideCode guide = new("first-answer.md", code => code
        .Replace("http://localhost:8080", catalogue.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("limit=100'", "limit=1'", StringComparison.Ordinal).Replace("limit=100\"", "limit=1\"", StringComparison.Ordinal));

    [Fact]
    public void Every_block_is_run_here() =>
        Assert.Equal(["bash", "html", "js", "csharp", "bash", "js", "bash", "js", "bash", "js"], guide.Blocks.Select(block => block.Language));

    [Fact]
    public async Task One_call()
    {
        var said = await guide.BashAsync(0);
        Assert.Contains("\"title\":\"Ångbåtens dag\"", said, StringComparison.Ordinal);
        Assert.Contains("\"window\":{\"name\":\"this-weekend\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_a_browser_shows_it()
    {
        var page = await OtherProgram.RunAsync(
            "chromium", "chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(guide.Folder.FullName, "browser")}",
                "--lang=de", "--virtual-time-budget=20000", "--dump-dom", "file://" + guide.Save(1, "weekend.html")], "", GuideCode.Patience);
        Assert.Contains("<li lang=\"sv\">bis Dienstag, 31. August 2027: Ångbåtens dag, Arvika</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScript_follows_every_page() => Assert.Equal(Expected, (await guide.NodeAsync(2)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task CSharp_follows_every_page() => Assert.Equal(Expected, (await guide.CSharpAsync(3)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task A_problem_says_what_was_meant()
    {
        Assert.Contains("\"nearest\":\"Arvika\"", await guide.BashAsync(4), StringComparison.Ordinal);
        Assert.Equal("400 municipality: 'Arvka' is not a known municipality. Did you mean Arvika?\n", await guide.NodeAsync(5));
    }

    [Fact]
    public async Task Asking_again_costs_nothing()
    {
        Assert.Equal("304\n", await guide.BashAsync(6));
        Assert.Matches(@"^nothing new \d+\n$", await guide.NodeAsync(7));
    }

    [Fact]
    public async Task A_calendar_and_a_map()
    {
        Assert.Equal("1\n", await guide.BashAsync(8));
        Assert.Equal("13.504 59.381 Konsert i Karlstads domkyrka\n", await guide.NodeAsync(9));
    }

    static readonly string[] Expected = ["2026-06-01 Ångbåtens dag", "2027-01-05T19:00 Concert in Karlstad cathedral"];

    public void Dispose() => guide.Dispose();
}
