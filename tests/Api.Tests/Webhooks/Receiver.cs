using System.Collections.Concurrent;
using System.Text.Json.Nodes;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>One call of a receiver.</summary>
sealed record Received(string Id, string Timestamp, string Signature, string Text, int Status)
{
    public JsonNode Body { get; } = JsonNode.Parse(Text)!;

    public string Type => (string)Body["type"]!;

    public JsonNode Data => Body["data"]!;
}

/// <summary>A partner's receiver on a real socket, which answers as it is told to.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly WebApplication app;

    Receiver(WebApplication app) => this.app = app;

    /// <summary>In the order of their answers.</summary>
    public ConcurrentQueue<Received> Calls { get; } = [];

    /// <summary>The status to answer with; what it throws is a call cut off.</summary>
    public Func<HttpContext, JsonNode, Task<int>> Answer { get; set; } = (_, _) => Task.FromResult(200);

    public string Address => app.Urls.Single() + "/hook";

    public static async Task<Receiver> StartAsync(string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/hook", receiver.TakeAsync);
        await app.StartAsync(Ct);
        return receiver;
    }

    async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var status = await Answer(context, JsonNode.Parse(text)!);
        Calls.Enqueue(new(context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!, context.Request.Headers["webhook-signature"]!, text, status));
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(status == 200 ? "tack" : "nej tack");
    }

    /// <summary>Waits until so many messages have been taken.</summary>
    public async Task<List<Received>> WaitAsync(int taken)
    {
        await Waiting.ForAsync(() => Calls.Count(call => call.Status == 200) >= taken, () => $"{Calls.Count(call => call.Status == 200)} of {taken} were taken.");
        return [.. Calls.Where(call => call.Status == 200)];
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
