using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Besoksnaring.Portal.Tests;

/// <summary>A browser without a script: it keeps cookies, and sends forms as they stand on the page.</summary>
sealed class Visitor(APortal portal) : IDisposable
{
    readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = portal.Address };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    public async Task<(HttpStatusCode Status, IHtmlDocument Page)> GetAsync(string address)
    {
        using var response = await client.GetAsync(address, Ct);
        return await ReadAsync(response);
    }

    /// <summary>Opens a page and sends the form that has these fields, or the button with that text.</summary>
    public async Task<(HttpStatusCode Status, IHtmlDocument Page)> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        var (_, page) = await GetAsync(address);
        var forms = page.QuerySelectorAll("main form[method=post]").Cast<IHtmlFormElement>();
        var form = forms.First(one => fields.All(field => one.QuerySelector($"[name='{field.Name}']") is not null));
        return await SendAsync(form, address, fields);
    }

    /// <summary>Opens a page and presses the button that goes to a handler.</summary>
    public async Task<(HttpStatusCode Status, IHtmlDocument Page)> PressAsync(string address, string handler, params (string Name, string Value)[] fields)
    {
        var (_, page) = await GetAsync(address);
        var form = page.QuerySelectorAll("main form[method=post]").Cast<IHtmlFormElement>().FirstOrDefault(one =>
            one.GetAttribute("action")?.Contains($"handler={handler}", StringComparison.Ordinal) == true || one.QuerySelector($"button[formaction*='handler={handler}']") is not null);
        Assert.True(form is not null, $"{address} has no button that goes to {handler}: {page.QuerySelector("main")?.InnerHtml}");
        return await SendAsync(form, $"{address.Split('?')[0]}?handler={handler}", fields);
    }

    /// <summary>Edits and publishes, as often as it takes: who is told that something else changed looks and goes on.</summary>
    public async Task UntilPublishedAsync(string id, string title)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var (status, _) = await PressAsync($"/portal/listings/{id}/edit", "Look", ("title-sv", title));
            if (status != HttpStatusCode.OK)
            {
                continue;
            }
            var (_, page) = await PressAsync($"/portal/listings/{id}/edit?look=true", "Publish");
            if (page.QuerySelector(".done")?.TextContent.StartsWith("Publicerat", StringComparison.Ordinal) == true)
            {
                return;
            }
        }
        Assert.Fail("It was never published.");
    }

    /// <summary>What a page's form would send, with these fields instead of its own; those that it has not are added, as who attacks would.</summary>
    public async Task<(HttpStatusCode Status, IHtmlDocument Page)> SendAsync(IHtmlFormElement form, string address, params (string Name, string Value)[] fields)
    {
        var given = fields.ToLookup(field => field.Name, field => field.Value);
        var own = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
        {
            var name = element.GetAttribute("name")!;
            if (given.Contains(name))
            {
                continue;
            }
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement input:
                    own.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    own.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    own.Add(new(name, select.Value ?? ""));
                    break;
            }
        }
        own.AddRange(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var target = form.GetAttribute("action") is { Length: > 0 } action && !address.Contains("handler=", StringComparison.Ordinal) ? action : address;
        using var content = new FormUrlEncodedContent(own);
        using var response = await client.PostAsync(target, content, Ct);
        return await ReadAsync(response);
    }

    async Task<(HttpStatusCode Status, IHtmlDocument Page)> ReadAsync(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location is { } location)
        {
            return await GetAsync(location.OriginalString);
        }
        return (response.StatusCode, await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(Ct), Ct));
    }

    public void Dispose() => client.Dispose();
}
