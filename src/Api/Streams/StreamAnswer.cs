using System.Buffers;
using System.IO.Pipelines;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Streams;

/// <summary>
/// Sends one reader the events of a topic (server-sent events, WHATWG HTML). The reader is a position here: what is sent lies in memory once for
/// all, and what lies further back is read from the database a little at a time.
/// </summary>
sealed class StreamAnswer(StreamTopics topics, IOptions<ApiOptions> options, TimeProvider time) : IDisposable
{
    public static readonly PositionParameter After = new(
        "after", "Only what comes after this position. The header `Last-Event-ID`, which browsers send by themselves when they come back, outweighs it. Default: only what comes from now on.");

    const string LastEventId = "Last-Event-ID";

    /// <summary>Written at a time: more would wait in memory for a reader who is slow.</summary>
    const int Bytes = 2_048;

    const int RowsOfPast = 20;

    /// <summary>Who has not taken so little in this time takes no more.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Readers of what is past ask the database; together no more than this.</summary>
    readonly SemaphoreSlim past = new(8);

    int open;

    /// <param name="key">The same for the same events.</param>
    public async Task SendAsync(HttpContext context, QueryValues query, string key, ReadEvents read, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref open) > options.Value.MostStreams)
        {
            Interlocked.Decrement(ref open);
            await ProblemAnswer.WriteAsync(context, Problem.TooManyReaders("streams"));
            return;
        }
        try
        {
            using var lease = await topics.JoinAsync(key, read, cancellationToken);
            await FollowAsync(context, lease.Topic, From(context, query), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    /// <returns>Null: from now on. An id that is none of ours is a browser's own business.</returns>
    static long? From(HttpContext context, QueryValues query) =>
        context.Request.Headers[LastEventId] is [{ } id] && PositionParameter.Read(id) is { } last ? last : query.Of(After);

    async Task FollowAsync(HttpContext context, StreamTopic topic, long? from, CancellationToken cancellationToken)
    {
        var position = from ?? topic.Window.Position;
        var page = await PastAsync(topic, position, cancellationToken);
        if (page is { Expired: true })
        {
            await ProblemAnswer.WriteAsync(context, Problem.PositionExpired(position, context.PublicUrl()));
            return;
        }
        Begin(context.Response);
        if (HttpMethods.IsHead(context.Request.Method) || !await WriteAsync(context, StreamEvent.Begin(topic.Log)))
        {
            return;
        }
        while (page is not null)
        {
            if (page.Expired || page.IsOver)
            {
                return;
            }
            position = page.Next;
            var written = WriteAsync(context, page.Events);
            // While somebody is slow to take it, it is in memory once.
            page = null;
            if (!await written)
            {
                return;
            }
            page = await PastAsync(topic, position, cancellationToken);
        }
        await GoOnAsync(context, topic, position);
    }

    /// <returns>What comes next after a position that has left memory; null when it is in memory.</returns>
    async Task<StreamPage?> PastAsync(StreamTopic topic, long position, CancellationToken cancellationToken)
    {
        if (topic.Window.Take(position, 0, []) is not null)
        {
            return null;
        }
        await past.WaitAsync(cancellationToken);
        try
        {
            return await topic.Read(position, RowsOfPast, cancellationToken);
        }
        finally
        {
            past.Release();
        }
    }

    async Task GoOnAsync(HttpContext context, StreamTopic topic, long position)
    {
        while (true)
        {
            var turn = topic.Turn;
            if (Take(context.Response.BodyWriter, topic.Window, position) is not { } next)
            {
                await WriteAsync(context, StreamEvent.Behind(position));
                return;
            }
            if (context.Response.BodyWriter.UnflushedBytes > 0 && !await FlushAsync(context))
            {
                return;
            }
            position = next;
            if (position < topic.Window.Position)
            {
                continue;
            }
            if (topic.IsOver)
            {
                return;
            }
            await turn;
            if (topic.Window.Position <= position && (context.RequestAborted.IsCancellationRequested || !await WriteAsync(context, StreamEvent.Heartbeat(position))))
            {
                return;
            }
        }
    }

    static long? Take(PipeWriter into, StreamWindow window, long after)
    {
        var events = new List<StreamEvent>();
        var next = window.Take(after, Bytes, events);
        events.ForEach(one => into.Write(one.Bytes));
        return next;
    }

    static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // nginx holds back what it proxies unless it is told not to.
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    Task<bool> WriteAsync(HttpContext context, IReadOnlyList<StreamEvent> events)
    {
        foreach (var one in events)
        {
            context.Response.BodyWriter.Write(one.Bytes);
        }
        return FlushAsync(context);
    }

    Task<bool> WriteAsync(HttpContext context, byte[] bytes)
    {
        context.Response.BodyWriter.Write(bytes);
        return FlushAsync(context);
    }

    /// <returns>False when nobody is there any more, or takes nothing.</returns>
    async Task<bool> FlushAsync(HttpContext context)
    {
        var flush = context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
        {
            return !flush.Result.IsCompleted && !context.RequestAborted.IsCancellationRequested;
        }
        try
        {
            return !(await flush.AsTask().WaitAsync(Patience, time)).IsCompleted && !context.RequestAborted.IsCancellationRequested;
        }
        catch (TimeoutException)
        {
            context.Abort();
            return false;
        }
    }

    public void Dispose() => past.Dispose();
}
