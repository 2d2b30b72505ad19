using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>Reads server-sent events as a browser does, one at a time.</summary>
sealed class EventStream : IAsyncDisposable
{
    readonly HttpResponseMessage response;
    readonly StreamReader lines;

    EventStream(HttpResponseMessage response, StreamReader lines) => (this.response, this.lines) = (response, lines);

    public string? LastEventId { get; private set; }

    public static async Task<EventStream> OpenAsync(HttpClient client, string address, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync(Ct)));
    }

    /// <returns>Null at the end.</returns>
    public async Task<(string Event, JsonNode Data)?> NextAsync(CancellationToken cancellationToken)
    {
        var (kind, data) = ("message", "");
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            var (name, value) = line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? (line[..colon], line[(colon + 2)..]) : (line, "");
            switch (name)
            {
                case "id":
                    LastEventId = value;
                    break;
                case "event":
                    kind = value;
                    break;
                case "data":
                    data += value;
                    break;
                case "" when data.Length > 0:
                    return (kind, JsonNode.Parse(data)!);
            }
        }
        return null;
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
