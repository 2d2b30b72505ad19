using System.Net;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Truth;
using Besoksnaring.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Besoksnaring.Portal.Tests.Truth;

/// <summary>One message, one press, no account; and nobody else can answer.</summary>
public class TruthLoopTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_press_says_that_a_listing_is_right_and_the_link_works_once()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, link) = await AskedAsync(portal);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await portal.Visit().GetAsync(link)).Status);
        }
        Assert.DoesNotContain("verifiedAt", await portal.DetailAsync(id), StringComparison.Ordinal);
        var visitor = portal.Visit();
        await PressAsync(visitor, link, "Yes");
        Assert.Contains("\"verifiedBy\":\"business\"", await portal.DetailAsync(id), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(link)).Status);
        Assert.Equal(0, await AskAsync(portal));
        Assert.Equal(1L, await portal.ScalarAsync<long>("select count(*) from portal.question"));
    }

    [Fact]
    public async Task Of_many_who_answer_at_once_one_is_heard()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, link) = await AskedAsync(portal);
        var forms = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n =>
        {
            var visitor = portal.Visit();
            return (visitor, (await visitor.GetAsync(link)).Page);
        }));
        var statuses = await Task.WhenAll(forms.Select(async (form, n) => (await SendAsync(form.visitor, form.Page, n % 2 == 0 ? "Yes" : "Closed")).Status));
        Assert.Single(statuses, status => status == HttpStatusCode.OK);
        Assert.Equal(1L, await portal.ScalarAsync<long>("select count(*) from portal.audit where details like 'by the link%'"));
        Assert.Equal(2L, await portal.ScalarAsync<long>($"select count(*) from catalog.change_row where listing_id = '{id}'"));
    }

    [Fact]
    public async Task What_is_closed_is_gone_and_comes_back_when_its_owner_opens_it()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, link) = await AskedAsync(portal);
        await PressAsync(portal.Visit(), link, "Closed");
        Assert.Equal(["created", "tombstoned"], await portal.ColumnAsync($"select change from catalog.change_row where listing_id = '{id}' order by position"));
        var anna = await portal.SignInAsync("anna@exempel.se");
        await anna.PressAsync($"/portal/listings/{id}", "Open");
        Assert.Contains("Museet", await portal.DetailAsync(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update portal.question set expires_at = now() - interval '1 second'")]
    [InlineData("delete from portal.membership")]
    [InlineData("delete from portal.ownership")]
    [InlineData("update portal.question set hash = '\\x00'")]
    public async Task A_link_that_is_old_or_no_longer_theirs_answers_nothing(string change)
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, link) = await AskedAsync(portal);
        var visitor = portal.Visit();
        var (_, page) = await visitor.GetAsync(link);
        await portal.ExecuteAsync(change);
        Assert.Equal(HttpStatusCode.Gone, (await SendAsync(visitor, page, "Yes")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
        Assert.DoesNotContain("verifiedAt", await portal.DetailAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_stop_is_not_asked_again()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (_, link) = await AskedAsync(portal);
        await PressAsync(portal.Visit(), link, "Stop");
        portal.Clock.Ahead += Duration.FromDays(365);
        Assert.Equal(0, await AskAsync(portal));
    }

    [Fact]
    public async Task Several_processes_ask_once()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await OwnedAsync(portal);
        portal.Clock.Ahead = Duration.FromDays(200);
        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync(portal)));
        Assert.Equal(1, asked.Sum());
        Assert.Single(await portal.MailToAsync("anna@exempel.se"), message => message.Subject!.StartsWith("Stämmer", StringComparison.Ordinal));
    }

    static async Task<(string Id, string Link)> AskedAsync(APortal portal)
    {
        var id = await OwnedAsync(portal);
        Assert.Equal(0, await AskAsync(portal));
        portal.Clock.Ahead = Duration.FromDays(200);
        Assert.Equal(1, await AskAsync(portal));
        return (id, await portal.LinkToAsync("anna@exempel.se"));
    }

    static async Task<string> OwnedAsync(APortal portal)
    {
        var record = new ARecord("museum") { Title = "Museet", Kind = ListingKind.Attraction }.Observed();
        await portal.WriteAsync(record with { Content = record.Content! with { Contact = new Contact { Email = "anna@exempel.se" } } });
        var id = await portal.ListingAsync("museum");
        var anna = await portal.SignInAsync("anna@exempel.se");
        await anna.PostAsync($"/portal/claim/{id}", ("organisationName", "Museet"));
        return id;
    }

    static async Task<int> AskAsync(APortal portal)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Asking>().AskAsync(portal.Address + "portal", Ct);
    }

    static async Task PressAsync(Visitor visitor, string link, string answer) => Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, (await visitor.GetAsync(link)).Page, answer)).Status);

    static Task<(HttpStatusCode Status, AngleSharp.Html.Dom.IHtmlDocument Page)> SendAsync(Visitor visitor, AngleSharp.Html.Dom.IHtmlDocument page, string answer) =>
        visitor.SendAsync((AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form")!, $"/portal/answer?handler={answer}");
}
