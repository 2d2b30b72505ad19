using System.Net;
using Besoksnaring.Testing;
using NodaTime;

namespace Besoksnaring.Portal.Tests.SignIn;

/// <summary>A link by mail is all that one needs, and nobody else can use it.</summary>
public class SignInTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_presses_the_button_behind_the_link_is_signed_in()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var anna = await portal.SignInAsync("anna@exempel.se");
        var (status, page) = await anna.GetAsync("/portal/me");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("anna@exempel.se", page.Body!.TextContent, StringComparison.Ordinal);
        await anna.PressAsync("/portal/me", "SignOut");
        Assert.Equal("Logga in", (await anna.GetAsync("/portal/me")).Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task To_follow_the_link_changes_nothing_and_the_button_works_once()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await portal.Visit().PostAsync("/portal/sign-in", ("email", "anna@exempel.se"));
        var link = await portal.LinkToAsync("anna@exempel.se");
        // A scanner of mail, three times.
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await portal.Visit().GetAsync(link)).Status);
        }
        Assert.Equal(0L, await portal.ScalarAsync<long>("select count(*) from portal.person"));
        var forms = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var visitor = portal.Visit();
            var (_, page) = await visitor.GetAsync(link);
            return (visitor, (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form")!);
        }));
        var two = await Task.WhenAll(forms.Select(async one =>
        {
            var (visitor, form) = one;
            await visitor.SendAsync(form, link);
            return (await visitor.GetAsync("/portal/me")).Page.QuerySelector("form [name=name]") is not null;
        }));
        Assert.Single(two, isIn => isIn);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(link)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("made-up")]
    [InlineData("../../me")]
    public async Task What_is_no_link_of_ours_is_told_and_lets_nobody_in(string secret)
    {
        await using var portal = await APortal.StartAsync(postgres);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync($"/portal/sign-in/link?secret={Uri.EscapeDataString(secret)}")).Status);
    }

    [Fact]
    public async Task An_old_link_is_none()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await portal.Visit().PostAsync("/portal/sign-in", ("email", "anna@exempel.se"));
        portal.Clock.Ahead = Duration.FromMinutes(21);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(await portal.LinkToAsync("anna@exempel.se"))).Status);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_known_and_unknown_addresses_and_after_too_many()
    {
        await using var portal = await APortal.StartAsync(postgres, ("Portal:LinksPerAddress", "2"));
        await portal.SignInAsync("anna@exempel.se");
        var pages = new List<string>();
        foreach (var email in new[] { "anna@exempel.se", "okand@exempel.se", "anna@exempel.se", "Anna@Exempel.se" })
        {
            var (status, page) = await portal.Visit().PostAsync("/portal/sign-in", ("email", email));
            Assert.Equal(HttpStatusCode.OK, status);
            pages.Add(page.QuerySelector("main")!.InnerHtml);
        }
        Assert.Single(pages.Distinct());
        Assert.Equal(2, (await portal.MailToAsync("anna@exempel.se")).Count);
    }

    [Fact]
    public async Task Who_asks_too_often_waits()
    {
        await using var portal = await APortal.StartAsync(postgres, ("Portal:LinksPerCaller", "3"));
        var statuses = await Task.WhenAll(Enumerable.Range(0, 9).Select(async n => (await portal.Visit().PostAsync("/portal/sign-in", ("email", $"n{n}@exempel.se"))).Status));
        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(6, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        portal.Clock.Ahead = Duration.FromMinutes(61);
        Assert.Equal(HttpStatusCode.OK, (await portal.Visit().PostAsync("/portal/sign-in", ("email", "sen@exempel.se"))).Status);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_elsewhere(string to)
    {
        await using var portal = await APortal.StartAsync(postgres);
        var visitor = portal.Visit();
        await visitor.PostAsync($"/portal/sign-in?to={Uri.EscapeDataString(to)}", ("email", "anna@exempel.se"));
        var (status, page) = await visitor.PostAsync(await portal.LinkToAsync("anna@exempel.se"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Mina sidor", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Who_had_to_sign_in_first_comes_to_where_they_were_going()
    {
        await using var portal = await APortal.StartAsync(postgres);
        using var anna = portal.Visit();
        var (_, page) = await anna.GetAsync("/portal/find?name=stuga");
        Assert.Equal("Logga in", page.QuerySelector("h1")!.TextContent);
        await anna.SendAsync((AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form")!, "/portal/sign-in", ("email", "anna@exempel.se"));
        var (status, found) = await anna.PostAsync(await portal.LinkToAsync("anna@exempel.se"));
        Assert.Equal((HttpStatusCode.OK, "stuga"), (status, found.QuerySelector("#name")?.GetAttribute("value")));
    }

    [Fact]
    public async Task A_form_that_does_not_come_from_our_page_is_refused()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var anna = await portal.SignInAsync("anna@exempel.se");
        using var content = new FormUrlEncodedContent([new("name", "Mallory")]);
        using var response = await anna.Client.PostAsync("/portal/me?handler=Name", content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("", await portal.ScalarAsync<string>("select name from portal.person"));
    }

    [Fact]
    public async Task Who_is_erased_is_gone_and_what_they_did_stays_without_a_name()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var anna = await portal.SignInAsync("anna@exempel.se");
        await anna.PressAsync("/portal/me", "Name", ("name", "Anna <b>Ek</b>"));
        Assert.Equal("Anna <b>Ek</b>", (await anna.GetAsync("/portal/me")).Page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        var export = await anna.Client.GetStringAsync("/portal/me?handler=Export", Ct);
        Assert.Contains("anna@exempel.se", export, StringComparison.Ordinal);
        await anna.PressAsync("/portal/me", "Erase");
        Assert.Equal("Logga in", (await anna.GetAsync("/portal/me")).Page.QuerySelector("h1")!.TextContent);
        foreach (var table in new[] { "person", "sign_in_link", "person_passkey", "membership" })
        {
            Assert.Equal(0L, await portal.ScalarAsync<long>($"select count(*) from portal.{table}"));
        }
        Assert.DoesNotContain("nna", await portal.ScalarAsync<string>("select string_agg(audit::text, '') from portal.audit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("https://data.region.example", "https://data.region.example/portal/sign-in/link?secret=")]
    public async Task Who_calls_us_by_another_name_gets_nobody_a_link_that_leads_there(string publicUrl, string? begin)
    {
        await using var portal = await APortal.StartAsync(postgres, ("Portal:PublicUrl", publicUrl));
        using var eve = portal.Visit();
        eve.Client.DefaultRequestHeaders.Host = "evil.example";
        await eve.PostAsync("/portal/sign-in", ("email", "anna@exempel.se"));
        var mail = await portal.MailToAsync("anna@exempel.se");
        Assert.Equal(begin is null ? 0 : 1, mail.Count);
        Assert.All(mail, message => Assert.Contains(begin!, message.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_page_says_what_a_browser_may_run()
    {
        await using var portal = await APortal.StartAsync(postgres);
        foreach (var address in new[] { "/portal", "/portal/sign-in", "/portal/nowhere", "/portal/look/portal.js" })
        {
            using var response = await portal.Visit().Client.GetAsync(address, Ct);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        }
    }
}
