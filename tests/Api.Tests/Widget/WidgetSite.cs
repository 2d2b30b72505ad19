using System.Text.Json;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Api.Tests.Events;
using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Widget;

/// <summary>Our pages and the widget, looked at once in Chromium for all that is asked about them.</summary>
public sealed class WidgetSite(ServedCatalogue servers) : IAsyncLifetime
{
    // Titles are cleaned when they are written; what shows them must be safe even if they were not.
    const string HostileTitle = """
        update catalog.rendering set list = convert_to((convert_from(list, 'UTF8')::jsonb
            || jsonb_build_object('title', '<img src=x onerror=alert(1)> <script>alert(2)</script>', 'place', jsonb_build_object('name', '"><svg onload=alert(3)>')))::text, 'UTF8')
        where listing_id = (select listing_id from catalog.source_record where record_id = 'e-4')
        """;

    public const string Browser = "Widget/Browser";

    EventCatalogue? catalogue;

    public HttpClient Client => catalogue!.Client;

    /// <summary>What is wrong with each scenario; null for what is well.</summary>
    public IReadOnlyDictionary<string, string?> Looked { get; private set; } = new Dictionary<string, string?>();

    public async ValueTask InitializeAsync()
    {
        catalogue = await EventCatalogue.StartAsync(servers, WidgetEvents.All());
        await ServedCatalogue.ExecuteAsync(catalogue.Database, HostileTitle);
        var pictures = Environment.GetEnvironmentVariable("BESOKSNARING_TEST_PICTURES");
        var said = await OtherProgram.NodeAsync(
            Browser, "run.mjs", pictures is null ? [Client.BaseAddress!.ToString()] : [Client.BaseAddress!.ToString(), pictures], "", TimeSpan.FromMinutes(6));
        Looked = JsonSerializer.Deserialize<Dictionary<string, string?>>(said)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (catalogue is not null)
        {
            await catalogue.DisposeAsync();
        }
    }
}
