using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Portal.Tests.Browser;

/// <summary>The journey in Chromium: by keyboard alone, at 320 pixels and on a desktop, light and dark, with letters of twice the size, in both languages; and without a script.</summary>
public class BrowserTests(PostgresFixture postgres)
{
    const int LeastScreens = 35;

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_journey_works_by_keyboard_and_axe_finds_nothing_on_any_screen()
    {
        await using var portal = await APortal.StartAsync(postgres, ("Portal:LinksPerCaller", "1000"));
        var record = new ARecord("cabin") { Title = "Ravstugan", Place = new RecordPlace { Latitude = 59.6549, Longitude = 12.5914, Address = new Address { City = "Arvika" } } }.Observed();
        await portal.WriteAsync(record with { Content = record.Content! with { Contact = new Contact { Email = "anna@exempel.se" }, Concepts = ["cottage"] } });
        await portal.SignInAsync("chef@region.example");
        await portal.ExecuteAsync("insert into portal.editor_role (id, person_id, kind, since) select gen_random_uuid(), id, 'Administrator', now() from portal.person");

        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder() };
        start.ArgumentList.Add("journey.mjs");
        start.ArgumentList.Add(portal.Address.ToString());
        start.ArgumentList.Add(portal.MailFolder);
        // For who wants to look: BESOKSNARING_TEST_PICTURES names a folder.
        if (Environment.GetEnvironmentVariable("BESOKSNARING_TEST_PICTURES") is { Length: > 0 } pictures)
        {
            start.ArgumentList.Add(Directory.CreateDirectory(pictures).FullName);
        }
        using var node = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Limit);
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(limit.Token), node.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
        Assert.True(node.ExitCode == 0, await errors);
        using var found = JsonDocument.Parse(await output);
        var wrong = string.Join('\n', found.RootElement.GetProperty("wrong").EnumerateArray().Select(line => line.GetString()));
        Assert.True(wrong.Length == 0, wrong);
        Assert.InRange(found.RootElement.GetProperty("seen").GetArrayLength(), LeastScreens, 100);
    }

    static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
