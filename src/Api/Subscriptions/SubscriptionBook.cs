using System.Security.Cryptography;
using Besoksnaring.Api.Log;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Webhooks.Signing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>What partners subscribe to. Each sees its own; who delivers follows the generation.</summary>
sealed class SubscriptionBook(PartnerDatabase database, PartnerRevision revision, IClock clock)
{
    public const int MostOfOne = 100;

    const int IdLength = 12;

    public async Task<(IReadOnlyList<Subscription> Rows, int Total)> ListAsync(Caller caller, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        var own = context.Subscriptions.AsNoTracking().Where(s => s.PartnerId == caller.PartnerId);
        return (await own.OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Skip(offset).Take(limit).ToListAsync(cancellationToken), await own.CountAsync(cancellationToken));
    }

    /// <returns>Null when the partner has none of that id.</returns>
    public async Task<Subscription?> FindAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        return await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.PartnerId == caller.PartnerId, cancellationToken);
    }

    /// <returns>The latest first.</returns>
    /// <param name="before">Only attempts before this one; null: from the latest.</param>
    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(string id, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        return await context.Deliveries.AsNoTracking().Where(d => d.SubscriptionId == id && (before == null || d.Number < before))
            .OrderByDescending(d => d.Number).Take(limit).ToListAsync(cancellationToken);
    }

    /// <param name="log">Where the log stands: it begins there unless the body says otherwise.</param>
    /// <returns>Null when the partner has as many as it may.</returns>
    public async Task<Subscription?> AddAsync(Caller caller, SubscriptionBody body, LogState log, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // One at a time of each partner, so that two do not both find room for the last.
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('partner.subscription ' || {caller.PartnerId}, 0))", cancellationToken);
        if (await context.Subscriptions.CountAsync(s => s.PartnerId == caller.PartnerId, cancellationToken) >= MostOfOne)
        {
            return null;
        }
        var now = clock.GetCurrentInstant();
        var subscription = new Subscription
        {
            Id = RandomNumberGenerator.GetString(KeyText.Alphabet, IdLength),
            PartnerId = caller.PartnerId,
            Name = body.Name,
            Address = body.Address,
            SearchId = body.Search,
            Kinds = body.Kinds,
            Payload = body.Payload,
            Languages = body.Languages,
            Secret = WebhookSecret.Make().Text,
            Epoch = log.Epoch,
            Position = Math.Min(body.After ?? log.Position, log.Position),
            CreatedAt = now,
            UpdatedAt = now,
        };
        context.Subscriptions.Add(subscription);
        context.Audit.Add(Entry(caller, subscription, "subscription created"));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await revision.LookAsync(cancellationToken);
        return subscription;
    }

    /// <summary>Changes one, for the audit log as <paramref name="what"/>.</summary>
    /// <returns>What it is now; null when the partner has none of that id.</returns>
    public async Task<Subscription?> ChangeAsync(Caller caller, string id, string what, Action<Subscription> act, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await LockedAsync(context, caller, id, cancellationToken) is not { } subscription)
        {
            return null;
        }
        act(subscription);
        // Whoever changes it knows how it stands.
        subscription.IsNoticeDue = false;
        subscription.Generation++;
        subscription.UpdatedAt = clock.GetCurrentInstant();
        context.Audit.Add(Entry(caller, subscription, what));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await revision.LookAsync(cancellationToken);
        return subscription;
    }

    /// <returns>Whether the partner had it.</returns>
    public async Task<bool> RemoveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await LockedAsync(context, caller, id, cancellationToken) is not { } subscription)
        {
            return false;
        }
        context.Subscriptions.Remove(subscription);
        context.Audit.Add(Entry(caller, subscription, "subscription removed"));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await revision.LookAsync(cancellationToken);
        return true;
    }

    /// <summary>Locked against its partner and against who delivers: neither undoes what the other did.</summary>
    static async Task<Subscription?> LockedAsync(PartnerContext context, Caller caller, string id, CancellationToken cancellationToken) =>
        (await context.Subscriptions.FromSql($"select * from partner.subscription where id = {id} and partner_id = {caller.PartnerId} for update").ToListAsync(cancellationToken)).SingleOrDefault();

    AuditEntry Entry(Caller caller, Subscription subscription, string what) => new()
    {
        At = clock.GetCurrentInstant(),
        Actor = caller.KeyPrefix,
        PartnerId = caller.PartnerId,
        What = what,
        Details = $"{subscription.Id} {subscription.Name}: {new Uri(subscription.Address).GetLeftPart(UriPartial.Path)}; search {subscription.SearchId ?? "none"}; kinds {string.Join(' ', subscription.Kinds.DefaultIfEmpty("all"))}; "
            + $"{subscription.Payload} in {string.Join(' ', subscription.Languages)}; {subscription.State} at {subscription.Position}",
    };
}
