using System.Collections.Concurrent;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Log;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Rights;
using Besoksnaring.Api.Subscriptions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Api.Webhooks;

/// <summary>What comes next for a subscription.</summary>
/// <param name="Next">Everything up to there is in it.</param>
/// <param name="Over">Why what is subscribed to can no longer be had, as a sentence; null: it can.</param>
sealed record MessagePage(LogState Log, IReadOnlyList<WebhookMessage> Messages, long Next, string? Over = null);

/// <summary>
/// Reads what is to be told. Most subscriptions stand at the same position, and many ask for the same: each page is read once, rendered once, and
/// forgotten when the log has gone on.
/// </summary>
sealed class MessagePages(FeedReader feeds, SearchFeeds searches, PartnerRevision revision, PartnerRights partners, ReadDatabase database, IServer server, IOptions<ApiOptions> options) : IDisposable
{
    const int Most = 100;
    const int MostKept = 50;

    const string ContentSql = "select listing_id, language, detail from catalog.listing_bytes where listing_id = any($1) and language = any($2)";

    /// <summary>However many ask, the database answers so many of them at a time.</summary>
    readonly SemaphoreSlim reading = new(8);

    /// <summary>Torn when two write it at once, and then a page is read once more than it need be.</summary>
    LogState latest;

    readonly ConcurrentDictionary<string, Lazy<Task<MessagePage>>> pages = new(StringComparer.Ordinal);

    /// <param name="log">Where the log stands, as the caller knows it.</param>
    public async Task<MessagePage> ReadAsync(Subscription subscription, long after, LogState log, CancellationToken cancellationToken)
    {
        if (log != latest)
        {
            latest = log;
            pages.Clear();
        }
        var rights = subscription.Payload == Subscription.Data ? await partners.OfAsync(subscription.PartnerId, cancellationToken) : ReaderRights.Public;
        var key = $"{rights.Key} {subscription.SearchId} {revision.Current} {string.Join(',', subscription.Kinds)} {subscription.Payload} {string.Join(',', subscription.Languages)} {after} {log}";
        if (pages.Count >= MostKept)
        {
            pages.Clear();
        }
        var page = pages.GetOrAdd(key, _ => new(() => ReadNowAsync(subscription, rights, after)));
        try
        {
            return await page.Value.WaitAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            pages.TryRemove(key, out _);
            throw;
        }
    }

    async Task<MessagePage> ReadNowAsync(Subscription subscription, ReaderRights rights, long after)
    {
        await reading.WaitAsync();
        try
        {
            var publicUrl = PublicAddress.OfProcess(options.Value, server);
            var (filter, over) = await FilterAsync(subscription, publicUrl);
            if (filter is null)
            {
                return new(default, [], after, over);
            }
            var page = await feeds.ReadAsync(filter, after, Most, null, rights, CancellationToken.None);
            var content = subscription.Payload == Subscription.Data ? await ContentAsync(page, subscription.Languages, rights) : null;
            return new(page.Log, [.. page.Items.Select(item => WebhookMessage.Of(
                item, page.Log, publicUrl, [.. subscription.Languages.Select(language => (language, content?.GetValueOrDefault((item.Id, language))))]))], page.Next(after));
        }
        finally
        {
            reading.Release();
        }
    }

    async Task<(FeedFilter? Filter, string? Over)> FilterAsync(Subscription subscription, string publicUrl)
    {
        if (subscription.SearchId is not { } search)
        {
            return (new(subscription.Kinds, Filters.ListingFilter.Everything), null);
        }
        var (feed, problem) = await searches.FindAsync(search, publicUrl, CancellationToken.None);
        if (feed is null)
        {
            return (null, problem!.Detail);
        }
        var kinds = feed.Filter.Kinds.Count == 0 ? subscription.Kinds : subscription.Kinds.Length == 0 ? feed.Filter.Kinds : [.. subscription.Kinds.Intersect(feed.Filter.Kinds)];
        return kinds.Count == 0 && (subscription.Kinds.Length > 0 || feed.Filter.Kinds.Count > 0)
            ? (null, "The saved search finds nothing of the kinds that are subscribed to.")
            : (feed.Filter with { Kinds = kinds }, null);
    }

    async Task<Dictionary<(string Id, string Language), byte[]>> ContentAsync(FeedPage page, string[] languages, ReaderRights rights)
    {
        await using var command = database.Source.CreateCommand(ContentSql);
        command.Parameters.Add(new() { Value = page.Items.Where(item => !item.IsDeleted).Select(item => item.Id).ToArray() });
        command.Parameters.Add(new() { Value = languages });
        await using var reader = await command.ExecuteReaderAsync();
        var content = new Dictionary<(string, string), byte[]>();
        while (await reader.ReadAsync())
        {
            content[(reader.GetString(0), reader.GetString(1))] = rights.Shown(reader.GetFieldValue<byte[]>(2));
        }
        return content;
    }

    public void Dispose() => reading.Dispose();
}
