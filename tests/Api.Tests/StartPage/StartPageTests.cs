using System.Net;
using System.Text.RegularExpressions;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.StartPage;

public sealed partial class StartPageTests(ServedCatalogue catalogue)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?lang=en")]
    [InlineData("/?q=konsert")]
    [InlineData("/?lang=en&q=place&utm_source=newsletter&fbclid=x")]
    public async Task Everything_that_can_be_clicked_answers(string page)
    {
        var html = await PageAsync(page);
        var links = Links().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct().ToList();
        Assert.True(links.Count > 20);
        foreach (var link in links)
        {
            Assert.StartsWith("/", link, StringComparison.Ordinal);
            using var response = await catalogue.Client.GetAsync(link, Ct);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{link}: {(int)response.StatusCode}");
        }
    }

    [Fact]
    public async Task Examples_have_results()
    {
        var html = await PageAsync("/");
        foreach (var link in Links().Matches(html[html.IndexOf("id=\"examples\"", StringComparison.Ordinal)..]).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(l => l.StartsWith("/api/v1/listings?", StringComparison.Ordinal)))
        {
            Assert.True((long)(await catalogue.GetAsync(link))["_meta"]!["totalCount"]! > 0, link);
        }
    }

    [Theory]
    [InlineData("/?q=citat")]
    [InlineData("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/?q=%3Cimg%20src=x%20onerror=alert(1)%3E")]
    public async Task What_others_wrote_is_text(string page)
    {
        var html = await PageAsync(page);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_title_of_markup_is_shown_as_it_is_written() =>
        Assert.Contains("&lt;script&gt;alert(&quot;xss&quot;)&lt;/script&gt;", await PageAsync("/?q=citat"), StringComparison.Ordinal);

    [Fact]
    public async Task A_held_run_and_its_reason_are_shown()
    {
        var html = await PageAsync("/");
        Assert.Contains("Väntar på beslut", html, StringComparison.Ordinal);
        Assert.Contains("It would withdraw 310 of 348 records", html, StringComparison.Ordinal);
        Assert.Contains("Går inte att läsa", html, StringComparison.Ordinal);
    }

    async Task<string> PageAsync(string page)
    {
        using var response = await catalogue.Client.GetAsync(page, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("unsafe", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Links();
}
