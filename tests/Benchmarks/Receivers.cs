using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Besoksnaring.Benchmarks;

/// <summary>Receivers on one server, each at a path of its own: counts what well ones take, and leaves the caller of a hanging one waiting.</summary>
sealed class Receivers : IAsyncDisposable
{
    readonly WebApplication app;
    readonly CancellationTokenSource end = new();
    volatile Count counting = new(int.MaxValue);

    Receivers(WebApplication app) => this.app = app;

    public Uri Address => HelloWorld.AddressOf(app);

    public static async Task<Receivers> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receivers = new Receivers(app);
        app.MapPost("/well/{number}", receivers.TakeAsync);
        app.MapPost("/hanging/{number}", receivers.HangAsync);
        await app.StartAsync();
        return receivers;
    }

    /// <returns>Done when so many have been taken from now on, with the moment of the last.</returns>
    public Task<long> NextAsync(int count)
    {
        var next = new Count(count);
        counting = next;
        return next.Done.Task;
    }

    async Task TakeAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        counting.Take();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(end.Token, context.RequestAborted).Token);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await app.DisposeAsync();
        end.Dispose();
    }

    sealed class Count(int wanted)
    {
        int left = wanted;

        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Take()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                Done.SetResult(Stopwatch.GetTimestamp());
            }
        }
    }
}
