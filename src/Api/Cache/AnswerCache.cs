using System.Net;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Log;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Searches;
using Besoksnaring.Api.Ogc;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Besoksnaring.Api.Cache;

/// <summary>
/// Gives from memory what was answered before, until the catalogue changes. The catalogue's position as it was known when the call came
/// in is part of the key: what is kept was read then or later, and nothing of an earlier position is ever found again.
/// It stands before everything that only a new answer needs, routing too: that would cost more than the answer.
/// </summary>
sealed class AnswerCache(LogFollower follower, PartnerRevision partners, IOptions<ApiOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Everything here refuses a query that it does not understand. The pages let strange parameters pass, and each would be an entry.</summary>
    static readonly string[] Roots = ["/api/v1/", OgcModule.Root + "/"];

    /// <summary>What an entry costs besides its body and its key, about.</summary>
    const int Overhead = 2_000;

    readonly MemoryCache? answers = options.Value.CacheMegabytes is > 0 and var megabytes
        ? new MemoryCache(new MemoryCacheOptions { SizeLimit = megabytes * 1024L * 1024 })
        : null;

    readonly Wishes wishes = new();
    readonly bool hasOneAddress = options.Value.PublicUrl is { Length: > 0 };

    public Task AnswerAsync(HttpContext context, RequestDelegate make)
    {
        if (Flowing.Is(context.Request.Path))
        {
            return make(context);
        }
        var key = KeyOf(context);
        return key is not null && answers!.TryGetValue(key, out KeptAnswer? kept)
            ? kept!.SendAsync(context, time)
            : MakeAsync(context, key, make);
    }

    /// <summary>Whoever waits for another's answer shares his fate, so nobody does: two who ask at once are two questions.</summary>
    async Task MakeAsync(HttpContext context, AnswerKey? key, RequestDelegate make)
    {
        var (request, response) = (context.Request, context.Response);
        // Said to those too who get it plain: a cache on the way must not give that to everybody.
        response.Headers.Append("Vary", "Accept-Encoding");
        var has = request.Headers.IfNoneMatch;
        if (key is null && (StringValues.IsNullOrEmpty(has) || !EntityTags.IsRead(request)))
        {
            await make(context);
            return;
        }
        var (making, began) = (new AnswerBeingMade(), time.GetTimestamp());
        if (key is not null)
        {
            context.Features.Set(making);
            // Made whole, whatever the caller has: else what everybody has and only asks about would never be kept.
            request.Headers.IfNoneMatch = default;
        }
        var body = response.Body;
        var heldBack = new HeldBackStream(body, () => CallerHas(response, has));
        response.Body = heldBack;
        try
        {
            await make(context);
        }
        finally
        {
            response.Body = body;
        }
        if (heldBack.IsSent)
        {
            return;
        }
        if (key is not null && !heldBack.IsTooLarge && making.MayBeKept is { } duration && response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0)
        {
            // Said when the question came in: an answer that took its time is that much older already.
            Keep(key, new KeptAnswer(response.Headers, heldBack.Held.ToArray(), making.GrowsOld ? began : null), duration - time.GetElapsedTime(began));
        }
        await FinishAsync(context, heldBack.Held, has);
    }

    static async Task FinishAsync(HttpContext context, ReadOnlyMemory<byte> body, StringValues has)
    {
        var response = context.Response;
        if (CallerHas(response, has))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            var headers = response.Headers;
            (headers.ContentLength, headers.ContentType, headers.ContentEncoding) = (null, default, default);
            return;
        }
        if (!body.IsEmpty)
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    static bool CallerHas(HttpResponse response, StringValues has) =>
        response.StatusCode == StatusCodes.Status200OK && response.Headers.ETag is [{ } tag] && EntityTags.Matches(has, tag);

    void Keep(AnswerKey key, KeptAnswer answer, TimeSpan duration)
    {
        if (duration > TimeSpan.Zero)
        {
            answers!.Set(key, answer, new MemoryCacheEntryOptions { Size = answer.Length + key.Length + Overhead, AbsoluteExpirationRelativeToNow = duration });
        }
    }

    /// <returns>Null for what is not kept.</returns>
    AnswerKey? KeyOf(HttpContext context)
    {
        var request = context.Request;
        if (answers is null
            || !EntityTags.IsRead(request)
            || request.Path.Value is not { } path || !Array.Exists(Roots, root => path.StartsWith(root, StringComparison.Ordinal))
            || request.Headers.Authorization.Count > 0
            || follower.Position is not { } position)
        {
            return null;
        }
        if (path.StartsWith(SearchPath.Root, StringComparison.Ordinal))
        {
            // What it asks for may change though the catalogue does not.
            if (partners.Current is not { } revision)
            {
                return null;
            }
            position = $"{position} {revision}";
        }
        wishes.Settle(request.Headers);
        return new AnswerKey(
            position, hasOneAddress ? default : Called.By(context), path, request.QueryString.Value,
            request.Headers.AcceptEncoding, request.Headers.AcceptLanguage, request.Headers.Accept);
    }

    public void Dispose() => answers?.Dispose();

    /// <summary>All that <see cref="PublicAddress.Called"/> depends on.</summary>
    readonly record struct Called(string Scheme, string? Host, IPAddress? Address, int Port)
    {
        public static Called By(HttpContext context) =>
            new(context.Request.Scheme, context.Request.Host.Value, context.Connection.LocalIpAddress, context.Connection.LocalPort);
    }

    sealed record AnswerKey(string Position, Called Called, string Path, string? Query, string? Encoding, string? Language, string? Accept)
    {
        /// <summary>Bytes of what callers choose freely.</summary>
        public int Length => 2 * (Path.Length + (Query?.Length ?? 0) + (Accept?.Length ?? 0) + (Called.Host?.Length ?? 0));
    }
}

/// <summary>There while an answer is made that may be kept; <see cref="Caching.Set"/> says for how long.</summary>
sealed class AnswerBeingMade
{
    public TimeSpan? MayBeKept { get; set; }

    /// <summary>Whether those who get it later must be told its age.</summary>
    public bool GrowsOld { get; set; }
}
