using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Guide;

/// <summary>Every block of code in <c>docs/first-answer.md</c>, run as it stands there against the shipped Api; only the address, and how many come at once, are the test's.</summary>
public sealed class FirstAnswerTests(ServedCatalogue catalogue) : IDisposable
{
    /// <summary>A browser or a compiler starts slowly where much else runs.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("besoksnaring-guide-");

    [Fact]
    public void Every_block_is_run_here() =>
        Assert.Equal(["bash", "html", "js", "csharp", "bash", "js", "bash", "js", "bash", "js"], Blocks().Select(block => block.Language));

    [Fact]
    public async Task One_call()
    {
        var said = await BashAsync(0);
        Assert.Contains("\"title\":\"Ångbåtens dag\"", said, StringComparison.Ordinal);
        Assert.Contains("\"window\":{\"name\":\"this-weekend\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_a_browser_shows_it()
    {
        var page = await OtherProgram.RunAsync(
            "chromium", "chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(folder.FullName, "browser")}",
                "--lang=de", "--virtual-time-budget=20000", "--dump-dom", "file://" + Save(1, "weekend.html")], "", Patience);
        Assert.Contains("<li lang=\"sv\">bis Dienstag, 31. August 2027: Ångbåtens dag, Arvika</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScript_follows_every_page() => Assert.Equal(Expected, (await NodeAsync(2)).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task CSharp_follows_every_page()
    {
        var file = Save(3, "weekend.cs");
        Assert.Equal(Expected, (await OtherProgram.RunAsync("dotnet", "dotnet-sdk-10.0", ["run", file], "", Patience)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_problem_says_what_was_meant()
    {
        Assert.Contains("\"nearest\":\"Arvika\"", await BashAsync(4), StringComparison.Ordinal);
        Assert.Equal("400 municipality: 'Arvka' is not a known municipality. Did you mean Arvika?\n", await NodeAsync(5));
    }

    [Fact]
    public async Task Asking_again_costs_nothing()
    {
        Assert.Equal("304\n", await BashAsync(6));
        Assert.Matches(@"^nothing new \d+\n$", await NodeAsync(7));
    }

    [Fact]
    public async Task A_calendar_and_a_map()
    {
        Assert.Equal("1\n", await BashAsync(8));
        Assert.Equal("13.504 59.381 Konsert i Karlstads domkyrka\n", await NodeAsync(9));
    }

    static readonly string[] Expected = ["2026-06-01 Ångbåtens dag", "2027-01-05T19:00 Concert in Karlstad cathedral"];

    Task<string> BashAsync(int block) => OtherProgram.RunAsync("bash", "bash", ["-euo", "pipefail", "-c", $"cd '{folder.FullName}'\n{Code(block)}"], "");

    Task<string> NodeAsync(int block) => OtherProgram.RunAsync("node", "nodejs", [Save(block, $"{block}.mjs")], "");

    string Save(int block, string name)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, Code(block));
        return file;
    }

    /// <summary>Of one at a time there is more than one page to follow.</summary>
    string Code(int block) => Blocks()[block].Code
        .Replace("http://localhost:8080", catalogue.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("limit=100'", "limit=1'", StringComparison.Ordinal).Replace("limit=100\"", "limit=1\"", StringComparison.Ordinal);

    static List<(string Language, string Code)> Blocks() => GuideBlocks.Of("first-answer.md");

    public void Dispose() => folder.Delete(recursive: true);
}
