using System.Net;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Partners;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>A partner whose receiver we have given up is told by mail, once.</summary>
public sealed class StoppedNoticeTests(ServedCatalogue servers)
{
    static (string, string)[] Settings(MailServer mail) => [("Mail:Server", "127.0.0.1"), ("Mail:Port", $"{mail.Port}"), ("Mail:Security", "None"), ("Mail:From", "Datasystemet <data@region.example>")];

    [Fact]
    public async Task It_says_what_is_stopped_and_why_and_how_to_go_on_and_nothing_secret()
    {
        await using var mail = new MailServer();
        await using var catalogue = await HookedCatalogue.StartAsync(servers, Settings(mail));
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, _) => Task.FromResult(410);
        var (address, subscription) = await catalogue.SubscribeAsync(receiver.Address + "?token=hemlig");
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 1));
        await Waiting.ForAsync(() => !mail.Taken.IsEmpty, () => "No mail came.");
        var told = mail.Taken.Single();
        Assert.Equal("redaktion@exempel.example", told.To.Mailboxes.Single().Address);
        Assert.Equal("data@region.example", told.From.Mailboxes.Single().Address);
        Assert.Equal("Vi anropar inte längre er webhook ”Prov” / We no longer call your webhook", told.Subject);
        foreach (var said in new[] { $"Vi anropar inte längre {receiver.Address} för", "The receiver said that it is gone: it answered 410.", $"POST https://data.example.se{address}/resume" })
        {
            Assert.Contains(said, told.TextBody, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("hemlig", told.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain((string)subscription["secret"]!, told.TextBody, StringComparison.Ordinal);

        // Stopped again is told again; what the partner does itself it need not be told.
        await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        await Waiting.ForAsync(() => mail.Taken.Count == 2, () => $"{mail.Taken.Count} mails.");
        receiver.Answer = (_, _) => Task.FromResult(200);
        await catalogue.SendAsync(HttpMethod.Post, address + "/resume");
        await receiver.WaitAsync(1);
        await catalogue.SendAsync(HttpMethod.Post, address + "/pause");
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);
        Assert.Equal(2, mail.Taken.Count);
    }

    [Fact]
    public async Task One_who_cannot_be_told_delays_no_other_and_is_not_forgotten()
    {
        await using var mail = new MailServer();
        await using var catalogue = await HookedCatalogue.StartAsync(servers, Settings(mail));
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, _) => Task.FromResult(410);
        mail.Unknown.Add("redaktion@exempel.example");
        var (_, unreachable) = await catalogue.SubscribeAsync(receiver.Address);
        var (other, key) = await APartner.AddAsync(catalogue.Feeds.Database, "subscriptions");
        await APartner.WithBookAsync(catalogue.Feeds.Database, async book =>
        {
            await book.ChangeAsync(other, new PartnerChange(null, "nod@annan.example", null, null, null), Ct);
            return true;
        });
        var (status, answer) = await catalogue.SendAsync(HttpMethod.Post, HookedCatalogue.Root, $$"""{ "name": "Andra", "address": "{{receiver.Address}}" }""", key);
        Assert.True(status == HttpStatusCode.Created, answer.ToJsonString());
        await catalogue.WriteAsync(HookedCatalogue.Events(1, 1));
        await Waiting.ForAsync(() => !mail.Taken.IsEmpty, () => "No mail came.");
        Assert.Equal("nod@annan.example", mail.Taken.Single().To.Mailboxes.Single().Address);
        Assert.True(await catalogue.Feeds.ScalarAsync<bool>($"select is_notice_due from partner.subscription where id = '{unreachable["id"]}'"));
    }

    [Theory]
    [InlineData("Mail:From", "nobody", "no mail address")]
    [InlineData("Mail:Port", "0", "Port")]
    [InlineData("Mail:Password", "x", "in the open")]
    public async Task Wrong_settings_are_refused_by_name(string name, string value, string reason)
    {
        await using var app = ServedCatalogue.Build(
            ServedCatalogue.AsReader(servers.Owner), [.. new[] { ("Mail:Server", "127.0.0.1"), ("Mail:Security", "None"), ("Mail:From", "data@region.example") }.Where(setting => setting.Item1 != name), (name, value)]);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(Ct));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
