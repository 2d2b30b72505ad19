using System.Net;
using AngleSharp.Html.Dom;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Tests.Images;
using Besoksnaring.Testing;
using Microsoft.Extensions.Configuration;

namespace Besoksnaring.Portal.Tests.Listings;

/// <summary>The journey of who keeps a cabin: find, claim, edit, look, publish, and see that no import undoes it.</summary>
public class JourneyTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whose_address_the_listing_has_claims_it_at_once_edits_it_and_keeps_what_was_edited()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await portal.WriteAsync(Cabin(1, "Ravstugan"));
        var id = await portal.ListingAsync("cabin");
        var anna = await portal.SignInAsync("anna@exempel.se");

        var (_, found) = await anna.GetAsync("/portal/find?name=ravst");
        Assert.Contains("Ravstugan", found.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var (status, page) = await anna.PostAsync($"/portal/claim/{id}", ("organisationName", "Ravens stugor"));
        Assert.Equal((HttpStatusCode.OK, "Ravstugan"), (status, page.QuerySelector("h1")!.TextContent));

        var (_, form) = await anna.GetAsync($"/portal/listings/{id}/edit");
        Assert.StartsWith("Från fjallkart", form.QuerySelector("#title-sv-from")!.TextContent, StringComparison.Ordinal);
        var (_, look) = await anna.PressAsync($"/portal/listings/{id}/edit", "Look", ("title-sv", "Rävstugan"), ("hours", "alla dagar 10-17"));
        Assert.Equal("Rävstugan", look.QuerySelector(".preview h3")!.TextContent);
        Assert.Equal("Ravstugan", await portal.TitleAsync(id));
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        Assert.Equal("Rävstugan", await portal.TitleAsync(id));

        await portal.WriteAsync(Cabin(2, "RAVSTUGAN!!"));
        Assert.Equal("Rävstugan", await portal.TitleAsync(id));
        var (_, shown) = await anna.GetAsync($"/portal/listings/{id}");
        Assert.Contains("RAVSTUGAN!!", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // The telephone was not touched, and goes on following its source.
        await portal.WriteAsync(Cabin(3, "RAVSTUGAN!!", "0570-2"));
        Assert.Contains("0570-2", await portal.DetailAsync(id), StringComparison.Ordinal);

        await anna.PressAsync($"/portal/listings/{id}", "Release", ("field", "title.sv"));
        Assert.Equal("RAVSTUGAN!!", await portal.TitleAsync(id));
        Assert.Equal(0L, await portal.ScalarAsync<long>("select count(*) from portal.draft"));
    }

    [Fact]
    public async Task Somebody_elses_claim_waits_for_the_municipality_which_gives_a_reason_and_can_undo_it()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await portal.WriteAsync(Cabin(1, "Rävstugan"));
        var id = await portal.ListingAsync("cabin");
        var bo = await portal.SignInAsync("bo@exempel.se");
        await bo.PostAsync($"/portal/claim/{id}", ("organisationName", "Bos stugor"), ("message", "Jag har köpt den"));
        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync($"/portal/listings/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync("/portal/queue")).Status);

        var editor = await portal.SignInAsync("redaktor@arvika.example");
        await portal.ExecuteAsync("insert into portal.editor_role (id, person_id, kind, municipality, since) select gen_random_uuid(), id, 'Municipality', '1784', now() from portal.person where email like 'redaktor%'");
        var (_, queue) = await editor.GetAsync("/portal/queue");
        Assert.Contains("Jag har köpt den", queue.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await editor.PressAsync("/portal/queue", "Approve", ("reason", "Syns i registret"));
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync($"/portal/listings/{id}")).Status);
        await editor.PressAsync("/portal/queue", "Undo", ("reason", "Fel person"));
        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync($"/portal/listings/{id}")).Status);
        Assert.Equal(["claim made", "claim approved", "claim undone"], await portal.ColumnAsync("select what from portal.audit order by number"));
    }

    [Fact]
    public async Task A_new_one_is_looked_at_by_the_municipality_returned_with_a_reason_and_published()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await portal.WriteAsync(Cabin(1, "Rävstugan"));
        var bo = await portal.SignInAsync("bo@exempel.se");
        // What is like it is shown, and must be looked at.
        var (status, page) = await bo.PostAsync("/portal/new?name=R%C3%A4vstugan", ("kind", "Event"), ("organisationName", "Bos fest"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Rävstugan", page.QuerySelector("#alike")!.ParentElement!.TextContent, StringComparison.Ordinal);
        var (_, form) = await bo.PostAsync("/portal/new?name=R%C3%A4vstugan", ("kind", "Event"), ("organisationName", "Bos fest"), ("none", "yes"));
        Assert.NotNull(EditFormOf(form));
        var address = await portal.ScalarAsync<Guid>("select id from portal.draft");

        var (faulty, again) = await bo.PressAsync($"/portal/drafts/{address}", "Look", ("title-sv", "Rävfesten"), ("dates", "i morgon"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty);
        Assert.Equal("i morgon", again.QuerySelector("#dates")!.TextContent);
        Assert.Contains("i morgon", again.QuerySelector("#dates-fault")!.TextContent, StringComparison.Ordinal);
        var (_, look) = await bo.PressAsync($"/portal/drafts/{address}", "Look",
            ("title-sv", "Rävfesten"), ("dates", "varje tis 18-20 från 2027-03-02 till 2027-04-06"), ("city", "Arvika"), ("point", "59.6549, 12.5914"), ("concepts", Music));
        Assert.Equal(6, look.QuerySelectorAll("main ol li").Length);
        await bo.PressAsync($"/portal/drafts/{address}?look=true", "Publish");
        Assert.Equal(1L, await portal.ScalarAsync<long>("select count(*) from catalog.listing"));

        var editor = await portal.SignInAsync("redaktor@arvika.example");
        await portal.ExecuteAsync("insert into portal.editor_role (id, person_id, kind, municipality, since) select gen_random_uuid(), id, 'Municipality', '1784', now() from portal.person where email like 'redaktor%'");
        await editor.PressAsync("/portal/queue", "Return", ("reason", "Skriv vem som ordnar"));
        Assert.Contains("Skriv vem som ordnar", (await bo.GetAsync($"/portal/drafts/{address}")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await bo.PressAsync($"/portal/drafts/{address}", "Look", ("summary-sv", "Ordnas av byalaget."));
        await bo.PressAsync($"/portal/drafts/{address}?look=true", "Publish");
        await editor.PressAsync("/portal/queue", "Publish", ("trust", "yes"));

        var id = await portal.ScalarAsync<string>("select listing_id from portal.ownership");
        Assert.Equal("Rävfesten", await portal.TitleAsync(id));
        // Trusted from now on: at once, and a record of ours rather than an override.
        await bo.PressAsync($"/portal/listings/{id}/edit", "Look", ("title-sv", "Rävfesten 2027"));
        await bo.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        Assert.Equal("Rävfesten 2027", await portal.TitleAsync(id));
        Assert.Equal(0L, await portal.ScalarAsync<long>("select count(*) from catalog.decision"));
        await bo.PressAsync($"/portal/listings/{id}", "Cancel");
        Assert.Contains("\"cancelled\"", await portal.DetailAsync(id), StringComparison.Ordinal);
        await bo.PressAsync($"/portal/listings/{id}", "Close", ("reason", "Byalaget är nedlagt"));
        Assert.Equal(["created", "changed", "changed", "tombstoned"], await portal.ColumnAsync($"select change from catalog.change_row where listing_id = '{id}' order by position"));
    }

    [Fact]
    public async Task Two_who_edit_at_once_get_a_comparison_and_nothing_is_overwritten_unseen()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        var (_, early) = await anna.GetAsync($"/portal/listings/{id}/edit");
        // Meanwhile in another window, and an import besides.
        await anna.PressAsync($"/portal/listings/{id}/edit", "Save", ("title-sv", "Den andra"));
        var form = EditFormOf(early);
        var (status, page) = await anna.SendAsync(form, $"/portal/listings/{id}/edit?handler=Save", ("title-sv", "Den första"));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(["DittDen första", "Det andraDen andra"], page.QuerySelectorAll(".compare > div").Select(side => side.TextContent));
        Assert.Equal("Den första", page.QuerySelector("#title-sv")!.GetAttribute("value"));
        await anna.SendAsync(EditFormOf(page), $"/portal/listings/{id}/edit?handler=Save");
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        Assert.Equal("Den första", await portal.TitleAsync(id));

        var (_, open) = await anna.GetAsync($"/portal/listings/{id}/edit");
        await portal.WriteAsync(Cabin(2, "Ravstugan", "0570-2"));
        // Another box: nobody is disturbed, and it goes on following its source.
        (status, _) = await anna.SendAsync(EditFormOf(open), $"/portal/listings/{id}/edit?handler=Look", ("city", "Sunne"));
        Assert.Equal(HttpStatusCode.OK, status);
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        Assert.Contains("Sunne", await portal.DetailAsync(id), StringComparison.Ordinal);
        Assert.Contains("0570-2", await portal.DetailAsync(id), StringComparison.Ordinal);
        Assert.Equal(["place.address", "title.sv"], await portal.ColumnAsync("select o->>'field' from catalog.decision, json_array_elements(decisions->'overrides') o order by 1"));
    }

    [Fact]
    public async Task Many_who_save_different_boxes_at_once_lose_nothing()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        string[] boxes = ["title-sv", "summary-sv", "street", "city", "telephone", "title-en", "title-de", "summary-de"];
        var (_, page) = await anna.GetAsync($"/portal/listings/{id}/edit");
        var saved = await Task.WhenAll(boxes.Select(box => anna.SendAsync(EditFormOf(page), $"/portal/listings/{id}/edit?handler=Save", (box, $"ny {box}"))));
        Assert.All(saved, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        var (_, after) = await anna.GetAsync($"/portal/listings/{id}/edit");
        Assert.All(boxes, box => Assert.Equal($"ny {box}", after.QuerySelector($"#{box}")!.GetAttribute("value")));
    }

    [Fact]
    public async Task Nobody_sees_or_changes_what_is_anothers()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        await anna.PressAsync($"/portal/listings/{id}/edit", "Save", ("title-sv", "Hemligt"));
        await anna.PostAsync("/portal/new?name=Ny", ("kind", "Place"), ("organisation", (await portal.ScalarAsync<Guid>("select id from portal.organisation")).ToString()));
        var draft = await portal.ScalarAsync<Guid>("select id from portal.draft where listing_id is null");
        var (organisation, claim) = (await portal.ScalarAsync<Guid>("select id from portal.organisation"), await portal.ScalarAsync<Guid>("select id from portal.claim"));
        var before = await portal.ScalarAsync<string>(Everything);

        var eve = await portal.SignInAsync("eve@exempel.se");
        var (_, own) = await eve.GetAsync("/portal/me");
        var token = own.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        string[] addresses =
        [
            $"/portal/listings/{id}", $"/portal/listings/{id}/edit", $"/portal/listings/{id}/edit?look=true", $"/portal/drafts/{draft}", $"/portal/drafts/{draft}?look=true", "/portal/queue", "/portal/editors",
            $"/portal/organisations/{organisation}",
        ];
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync(address)).Status);
            foreach (var handler in new[] { "Save", "Look", "Publish", "Discard", "Verify", "Cancel", "Hold", "Close", "Open", "Release", "Approve", "Reject", "Undo", "Return", "Add", "Remove", "Trust", "Upload", "Drop", "First" })
            {
                using var content = new FormUrlEncodedContent(
                [
                    new("__RequestVerificationToken", token), new("title-sv", "Stulen"), new("revision", "1"), new("draft", draft.ToString()), new("claim", claim.ToString()), new("reason", "x"),
                    new("email", "eve@exempel.se"), new("what", "administrator"), new("organisation", organisation.ToString()),
                ]);
                using var response = await eve.Client.PostAsync(address.Split('?')[0] + "?handler=" + handler, content, Ct);
                Assert.True(response.StatusCode == HttpStatusCode.NotFound || !HandlersOf(address).Contains(handler), $"{address} {handler}: {(int)response.StatusCode}");
            }
        }
        // Nor for an organisation that is not hers.
        var (_, begin) = await eve.GetAsync("/portal/new?name=Egen");
        await eve.SendAsync((IHtmlFormElement)begin.QuerySelector("main form[method=post]")!, "/portal/new", ("kind", "Place"), ("organisation", organisation.ToString()));
        Assert.Equal(before, await portal.ScalarAsync<string>(Everything));
    }

    [Fact]
    public async Task What_is_not_asked_cannot_be_said()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        await anna.PressAsync($"/portal/listings/{id}/edit", "Look",
            ("title-sv", "Lyan"), ("status", "cancelled"), ("provider", "turid"), ("verifiedAt", "2026-01-01"), ("organisation", Guid.NewGuid().ToString()), ("Draft.State", "Waiting"),
            ("kind", "Event"), ("dates", "2027-01-01"), ("source.rank", "1"), ("was:dates", ""), ("was:isTrusted", ""));
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish", ("isTrusted", "true"));
        Assert.Equal("Lyan", await portal.TitleAsync(id));
        Assert.Equal(["title.sv"], await portal.ColumnAsync("select o->>'field' from catalog.decision, json_array_elements(decisions->'overrides') o"));
        Assert.DoesNotContain("verifiedAt", await portal.DetailAsync(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>Lyan")]
    [InlineData("<img src=x onerror=alert(1)>Lyan")]
    [InlineData("\"><svg onload=alert(1)>Lyan")]
    [InlineData("{{constructor.constructor('alert(1)')()}}Lyan")]
    public async Task What_is_written_runs_nowhere(string text)
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        await anna.PressAsync("/portal/me", "Name", ("name", text));
        await anna.PressAsync($"/portal/listings/{id}/edit", "Look",
            ("title-sv", text), ("summary-sv", text), ("description-sv", text), ("street", text), ("city", text), ("telephone", text[..Math.Min(text.Length, 40)]));
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        var title = await portal.TitleAsync(id);
        Assert.NotEqual("Ravstugan", title);
        Assert.DoesNotContain('<', title);
        foreach (var address in new[] { $"/portal/listings/{id}", $"/portal/listings/{id}/edit", "/portal/listings", "/portal/me", "/portal/find?name=" + Uri.EscapeDataString(text) })
        {
            var (_, page) = await anna.GetAsync(address);
            Assert.Empty(page.QuerySelectorAll("main script, main svg, main img, main [onload], main [onerror]"));
        }
        var (status, _) = await anna.PressAsync($"/portal/listings/{id}/edit", "Look", ("website", "javascript:alert(1)"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task An_import_storm_while_an_owner_edits_loses_no_edit()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var storm = Task.Run(async () =>
        {
            var sequence = 10;
            for (; !stop.IsCancellationRequested; sequence++)
            {
                await portal.WriteAsync(Cabin(sequence, $"Ravstugan {sequence / 10}", $"0570-{sequence}"));
            }
            return sequence;
        }, Ct);
        for (var round = 1; round <= 8; round++)
        {
            var title = $"Lyan {round}";
            await anna.UntilPublishedAsync(id, title);
            Assert.Equal(title, await portal.TitleAsync(id));
        }
        await stop.CancelAsync();
        Assert.True(await storm > 12);
        Assert.Equal("Lyan 8", await portal.TitleAsync(id));
    }

    [Fact]
    public async Task A_picture_is_sent_looked_at_and_published_and_its_name_is_nobodys_path()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await UploadAsync(anna, id, PictureTests.Jpeg(800, 600), "../../etc/liten.jpg"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await UploadAsync(anna, id, "<svg onload=alert(1)>"u8.ToArray(), "bild.jpg"));
        Assert.Equal(HttpStatusCode.OK, await UploadAsync(anna, id, PictureTests.Jpeg(1600, 1000), "<script>alert(1)</script>.jpg"));
        Assert.DoesNotContain("/portal/images/", await portal.DetailAsync(id), StringComparison.Ordinal);
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        var url = System.Text.RegularExpressions.Regex.Match(await portal.DetailAsync(id), @"http[^""]+/portal/images/[0-9a-f]{32}-1600\.jpg").Value;
        using var picture = await portal.Visit().Client.GetAsync(url, Ct);
        Assert.Equal(("image/jpeg", "cross-origin"), (picture.Content.Headers.ContentType!.MediaType, picture.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
        foreach (var name in new[] { "../appsettings.json", "%2e%2e%2fmail", "x.jpg", url.Split('/')[^1].Replace("1600", "1601", StringComparison.Ordinal) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit().GetAsync("/portal/images/" + name)).Status);
        }
        var eve = await portal.SignInAsync("eve@exempel.se");
        Assert.Equal(HttpStatusCode.NotFound, await UploadAsync(eve, id, PictureTests.Jpeg(1600, 1000), "a.jpg"));
        // A page cannot say what the pictures are.
        await anna.PressAsync($"/portal/listings/{id}/edit", "Save", ("was:images", ""), ("images", """[{"url":"https://evil.example/a.jpg"}]"""));
        Assert.Equal(0L, await portal.ScalarAsync<long>("select count(*) from portal.draft where form::text like '%evil%'"));
        await anna.PressAsync($"/portal/listings/{id}/edit", "Drop", ("url", url));
        await anna.PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
        Assert.DoesNotContain("/portal/images/", await portal.DetailAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_a_listing_is_follows_it_into_another()
    {
        await using var portal = await APortal.StartAsync(postgres);
        await portal.WriteAsync(new ARecord("older", "aaa").Observed());
        var (id, anna) = await OwnedAsync(portal);
        await anna.PressAsync($"/portal/listings/{id}/edit", "Save", ("title-sv", "Utkastet"));
        await portal.WriteAsync(new ARecord("older", "aaa") { Sequence = 2, SharedIds = ["eu:1"] }.Observed());
        var merged = Cabin(2, "Ravstugan");
        await portal.WriteAsync(merged with { Content = merged.Content! with { SharedIds = ["eu:1"] } });
        var successor = await portal.ListingAsync("cabin");
        Assert.NotEqual(id, successor);
        var eve = await portal.SignInAsync("eve@exempel.se");
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/portal/listings/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync($"/portal/listings/{id}")).Status);
        Assert.Equal("Utkastet", (await anna.GetAsync($"/portal/listings/{successor}/edit")).Page.QuerySelector("#title-sv")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_colleague_keeps_the_same_listings_and_who_is_removed_keeps_none()
    {
        await using var portal = await APortal.StartAsync(postgres);
        var (id, anna) = await OwnedAsync(portal);
        var organisation = await portal.ScalarAsync<Guid>("select id from portal.organisation");
        var bo = await portal.SignInAsync("bo@exempel.se");
        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync($"/portal/organisations/{organisation}")).Status);
        await anna.PressAsync($"/portal/organisations/{organisation}", "Add", ("email", "bo@exempel.se"));
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync($"/portal/listings/{id}/edit")).Status);
        await bo.PressAsync($"/portal/organisations/{organisation}", "Remove", ("person", (await portal.ScalarAsync<Guid>("select id from portal.person where email like 'anna%'")).ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/portal/listings/{id}")).Status);
        // The last one stays.
        Assert.Null((await bo.GetAsync($"/portal/organisations/{organisation}")).Page.QuerySelector("button[formaction*=Remove]"));
    }

    static async Task<HttpStatusCode> UploadAsync(Visitor visitor, string id, byte[] file, string name)
    {
        var (_, page) = await visitor.GetAsync("/portal/me");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("Stugan"), "alt" }, { new StringContent("Anna Ek"), "credit" }, { new StringContent("CC-BY-4.0"), "licence" },
            { new ByteArrayContent(file), "file", name },
        };
        using var response = await visitor.Client.PostAsync($"/portal/listings/{id}/edit?handler=Upload", content, Ct);
        return response.StatusCode == HttpStatusCode.Redirect ? HttpStatusCode.OK : response.StatusCode;
    }

    [Fact]
    public async Task The_first_administrator_comes_by_the_operators_link_and_makes_editors()
    {
        await using var portal = await APortal.StartAsync(postgres);
        using var output = new StringWriter();
        var root = new System.CommandLine.RootCommand();
        PortalCommands.AddTo(root, new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Besoksnaring", portal.Database)]).Build());
        Assert.Equal(0, await root.Parse(["portal", "invite-admin", "chef@region.example", "--site", portal.Address.ToString()]).InvokeAsync(new() { Output = output }, Ct));
        var chief = portal.Visit();
        await chief.PostAsync(output.ToString().Trim());
        await chief.PressAsync("/portal/editors", "Add", ("email", "redaktor@arvika.example"), ("what", "1784"));
        await portal.WriteAsync(Cabin(1, "Rävstugan"));
        var editor = await portal.SignInAsync("redaktor@arvika.example");
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync("/portal/queue")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync("/portal/editors")).Status);
        // Elsewhere it decides nothing.
        await portal.ExecuteAsync("update portal.editor_role set municipality = '1766' where municipality is not null");
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync($"/portal/listings/{await portal.ListingAsync("cabin")}")).Status);
    }

    const string Music = "music";

    /// <summary>All that one might wish to change, without what signing in makes.</summary>
    const string Everything = """
        select md5(concat((select string_agg(d::text, '|' order by id) from portal.draft d), (select string_agg(o::text, '|' order by listing_id) from portal.ownership o),
            (select string_agg(c::text, '|' order by id) from portal.claim c), (select string_agg(g::text, '|' order by id) from portal.organisation g), (select string_agg(r::text, '|') from portal.editor_role r),
            (select string_agg(m::text, '|') from portal.membership m), (select position from catalog.log_state)))
        """;

    static IHtmlFormElement EditFormOf(IHtmlDocument page) => (IHtmlFormElement)page.QuerySelector("form[data-keep]")!;

    static string[] HandlersOf(string address) => address switch
    {
        _ when address.EndsWith("/queue", StringComparison.Ordinal) => ["Approve", "Reject", "Undo", "Publish", "Return"],
        _ when address.EndsWith("/editors", StringComparison.Ordinal) => ["Add", "Remove"],
        _ when address.Contains("/organisations/", StringComparison.Ordinal) => ["Add", "Remove", "Trust"],
        _ when address.Contains("/edit", StringComparison.Ordinal) || address.Contains("/drafts/", StringComparison.Ordinal) => ["Save", "Look", "Publish", "Discard", "Upload", "Drop", "First"],
        _ => ["Verify", "Cancel", "Hold", "Close", "Open", "Release"],
    };

    static RecordObserved Cabin(int sequence, string title, string telephone = "0570-1")
    {
        var record = new ARecord("cabin") { Title = title, Sequence = sequence, Place = new RecordPlace { Latitude = 59.6549, Longitude = 12.5914, Address = new Address { City = "Arvika" } } }.Observed();
        return record with { Content = record.Content! with { Contact = new Contact { Email = "Anna@Exempel.se", Telephone = telephone }, Concepts = ["cottage"] } };
    }

    static async Task<(string Id, Visitor Anna)> OwnedAsync(APortal portal)
    {
        await portal.WriteAsync(Cabin(1, "Ravstugan"));
        var id = await portal.ListingAsync("cabin");
        var anna = await portal.SignInAsync("anna@exempel.se");
        await anna.PostAsync($"/portal/claim/{id}", ("organisationName", "Ravens stugor"));
        return (id, anna);
    }
}
