using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.Partners;

/// <summary>Partners and their keys, as an operator changes them. A key that is made is given once, to the caller, and kept nowhere.</summary>
/// <param name="actor">Whose doing it is, for the audit log.</param>
sealed class PartnerBook(PartnerDatabase database, IClock clock, string actor)
{
    /// <returns>The first key.</returns>
    public async Task<string> AddAsync(Partner partner, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        if (await context.Partners.AnyAsync(p => p.Id == partner.Id, cancellationToken))
        {
            throw new InvalidOperationException($"There is a partner '{partner.Id}' already. To give it another key: rotate.");
        }
        context.Partners.Add(partner);
        var key = Make(context, partner.Id);
        Note(context, partner.Id, "partner added", Told(partner));
        await context.SaveChangesAsync(cancellationToken);
        return key;
    }

    public async Task<IReadOnlyList<(Partner Partner, IReadOnlyList<PartnerKey> Keys)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        var keys = (await context.Keys.AsNoTracking().OrderBy(k => k.CreatedAt).ToListAsync(cancellationToken)).ToLookup(k => k.PartnerId);
        return [.. (await context.Partners.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellationToken)).Select(p => (p, (IReadOnlyList<PartnerKey>)[.. keys[p.Id]]))];
    }

    /// <summary>When the agreement is another: what is null stays.</summary>
    public async Task ChangeAsync(string id, PartnerChange change, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await LockAsync(context, id, cancellationToken);
        var partner = await context.Partners.SingleAsync(p => p.Id == id, cancellationToken);
        partner.Name = change.Name ?? partner.Name;
        partner.Contact = change.Contact ?? partner.Contact;
        partner.Purposes = change.Purposes ?? partner.Purposes;
        partner.Scopes = change.Scopes ?? partner.Scopes;
        partner.CallsPerMinute = change.CallsPerMinute ?? partner.CallsPerMinute;
        Note(context, id, "partner changed", Told(partner));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A new key. Those there are go on for <paramref name="overlap"/>, unless they end sooner.</summary>
    public async Task<string> RotateAsync(string id, Duration overlap, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await LockAsync(context, id, cancellationToken);
        var end = clock.GetCurrentInstant() + overlap;
        foreach (var old in await context.Keys.Where(k => k.PartnerId == id && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > end)).ToListAsync(cancellationToken))
        {
            old.ExpiresAt = end;
            Note(context, id, "key ends", $"{old.Prefix} at {InstantPattern.General.Format(end)}");
        }
        var key = Make(context, id);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return key;
    }

    /// <param name="prefix">Only the key that begins so; null: all of them.</param>
    /// <returns>How many were revoked.</returns>
    public async Task<int> RevokeAsync(string id, string? prefix, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await LockAsync(context, id, cancellationToken);
        var keys = await context.Keys.Where(k => k.PartnerId == id && k.RevokedAt == null && (prefix == null || k.Prefix == prefix)).ToListAsync(cancellationToken);
        foreach (var key in keys)
        {
            key.RevokedAt = clock.GetCurrentInstant();
            Note(context, id, "key revoked", key.Prefix);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return keys.Count;
    }

    /// <returns>The latest first.</returns>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string? id, int limit, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        return await context.Audit.AsNoTracking().Where(e => id == null || e.PartnerId == id).OrderByDescending(e => e.Number).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>One change of a partner at a time: two who rotate at once make two keys, and neither undoes what the other did.</summary>
    static async Task<IDbContextTransaction> LockAsync(PartnerContext context, string id, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var locked = await context.Partners.FromSql($"select * from partner.partner where id = {id} for update").AsNoTracking().ToListAsync(cancellationToken);
        return locked.Count > 0 ? transaction : throw new InvalidOperationException($"There is no partner '{id}'.");
    }

    string Make(PartnerContext context, string id)
    {
        var (key, prefix) = KeyText.Make();
        context.Keys.Add(new PartnerKey { Prefix = prefix, PartnerId = id, Hash = KeyText.Hash(key), CreatedAt = clock.GetCurrentInstant() });
        Note(context, id, "key made", prefix);
        return key;
    }

    void Note(PartnerContext context, string id, string what, string details) =>
        context.Audit.Add(new AuditEntry { At = clock.GetCurrentInstant(), Actor = actor, PartnerId = id, What = what, Details = details });

    static string Told(Partner partner) =>
        $"{partner.Name}, {partner.Contact}; purposes {Listed(partner.Purposes)}; scopes {Listed(partner.Scopes)}; {partner.CallsPerMinute} calls a minute";

    static string Listed(string[] words) => words.Length == 0 ? "none" : string.Join(' ', words);
}
