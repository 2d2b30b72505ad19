using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Api.Partners;

/// <summary>Whose call it is.</summary>
/// <param name="KeyPrefix">How the key that was sent begins.</param>
sealed record Caller(string PartnerId, string KeyPrefix, IReadOnlyList<string> Scopes, IReadOnlyList<string> Purposes, int CallsPerMinute);

/// <summary>Tells whose a key is. What was looked up holds until something of partners changes, so most calls cost no question.</summary>
sealed class KnownKeys(PartnerDatabase database, PartnerRevision revision, IClock clock)
{
    // In the database a minute too: there are several processes.
    const string UsedSql = "update partner.key set last_used_at = $2 where prefix = $1 and (last_used_at is null or last_used_at <= $2 - interval '1 minute')";

    static readonly Duration Between = Duration.FromMinutes(1);

    readonly Remembered<(PartnerKey Key, Partner Partner)?> known = new();
    readonly ConcurrentDictionary<string, Instant> used = new(StringComparer.Ordinal);

    /// <returns>Null for what is no key in force.</returns>
    public async Task<Caller?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (KeyText.PrefixOf(text) is not { } prefix)
        {
            return null;
        }
        var found = revision.Current is { } number
            ? await known.GetAsync(number, prefix, () => ReadAsync(prefix, cancellationToken))
            : await ReadAsync(prefix, cancellationToken);
        var now = clock.GetCurrentInstant();
        if (found is not var (key, partner) || !CryptographicOperations.FixedTimeEquals(key.Hash, KeyText.Hash(text)) || !key.IsValidAt(now))
        {
            return null;
        }
        await NoteUseAsync(prefix, now, cancellationToken);
        return new Caller(partner.Id, prefix, partner.Scopes, partner.Purposes, partner.CallsPerMinute);
    }

    async Task<(PartnerKey Key, Partner Partner)?> ReadAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        var found = await (
            from key in context.Keys.AsNoTracking()
            join partner in context.Partners.AsNoTracking() on key.PartnerId equals partner.Id
            where key.Prefix == prefix
            select new { key, partner }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.key, found.partner);
    }

    async Task NoteUseAsync(string prefix, Instant now, CancellationToken cancellationToken)
    {
        var last = used.GetValueOrDefault(prefix, Instant.MinValue);
        // Of many calls at once one writes.
        if (now - last < Between || !(last == Instant.MinValue ? used.TryAdd(prefix, now) : used.TryUpdate(prefix, now, last)))
        {
            return;
        }
        await using var command = database.Source.CreateCommand(UsedSql);
        command.Parameters.Add(new() { Value = prefix });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
