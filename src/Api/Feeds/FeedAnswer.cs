using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Feeds;

/// <summary>Answers one page of a feed in RPDE's form.</summary>
static class FeedAnswer
{
    public const int Items = 500;

    /// <summary>Of the log that the positions are of: when it is another, they mean nothing and the copy is to be loaded anew.</summary>
    public const string EpochHeader = "Log-Epoch";

    /// <summary>A page with items leads on to all that has moved since, however old it is: RPDE has every page but the last kept for an hour.</summary>
    const string Full = "public, max-age=3600";

    /// <summary>More will be on it soon. Who has read it may keep it; a cache that others share must not lead them along a chain of such pages.</summary>
    const string Short = "public, max-age=3600, s-maxage=5";

    /// <summary>At the end something may be added at any moment.</summary>
    const string End = "public, max-age=5";

    const int Flushed = 128 * 1024;

    /// <param name="revision">Of what the feed is of, where that can change.</param>
    public static async Task SendAsync(HttpContext context, FeedReader feeds, FeedFilter filter, QueryValues query, string revision, CancellationToken cancellationToken)
    {
        var language = context.Language(query);
        var rights = context.Rights();
        var page = await feeds.ReadAsync(filter, query.Of(FeedParameters.After) ?? 0, Items, language, rights, cancellationToken);
        var next = page.Items.Count == 0 ? Called(context) : Next(context, query, page.Items[^1].Position);
        var response = context.Response;
        // Ours keeps none of it: a page is read once by each copy.
        response.Headers[EpochHeader] = page.Log.Epoch.ToString("N");
        response.Headers.CacheControl = Caching.Of(rights, page.IsFull ? Full : page.Items.Count > 0 ? Short : End);
        // What has not changed has not moved, so where a page ends and how long it is says which it is.
        var tag = EntityTags.Of($"{page.Log.Epoch} {page.Items.Count} {next} {language} {rights.Key} {revision}");
        response.Headers.ETag = tag;
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        response.ContentType = "application/json";
        await WriteAsync(response.BodyWriter, page, next, Licence(context), cancellationToken);
    }

    public static string Licence(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.FeedLicence is { Length: > 0 } licence ? licence : context.PublicUrl() + "/api/v1/providers";

    static string Next(HttpContext context, QueryValues query, long position)
    {
        var others = query.WriteWithout(FeedParameters.After);
        return $"{context.ListAddress()}{(others.Length > 0 ? others + "&" : "?")}{FeedParameters.After.Name}={position.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>As it was written, character for character: that it is the same tells the reader that this is the end.</summary>
    static string Called(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return context.PublicUrl() + (target.StartsWith('/') ? target : context.Request.Path.ToUriComponent() + context.Request.QueryString);
    }

    static async Task WriteAsync(System.IO.Pipelines.PipeWriter body, FeedPage page, string next, string licence, CancellationToken cancellationToken)
    {
        body.Write(Encoding.UTF8.GetBytes($"{{\"next\":{Quoted(next)},\"items\":["));
        var unsent = 0;
        for (var i = 0; i < page.Items.Count; i++)
        {
            unsent += Write(body, page.Items[i], isFirst: i == 0);
            if (unsent > Flushed)
            {
                await body.FlushAsync(cancellationToken);
                unsent = 0;
            }
        }
        body.Write(Encoding.UTF8.GetBytes($"],\"license\":{Quoted(licence)}}}"));
        await body.FlushAsync(cancellationToken);
    }

    static int Write(IBufferWriter<byte> body, FeedItem item, bool isFirst)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{(isFirst ? "" : ",")}{{\"state\":\"{(item.IsDeleted ? "deleted" : "updated")}\",\"kind\":\"{item.Kind}\",\"id\":\"{item.Id}\",\"modified\":{item.Position}"));
        body.Write(head);
        if (item.Data is { } data)
        {
            body.Write(",\"data\":"u8);
            body.Write(data);
        }
        body.Write("}"u8);
        return head.Length + (item.Data?.Length ?? 0);
    }

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
