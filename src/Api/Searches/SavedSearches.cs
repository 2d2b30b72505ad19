using System.Security.Cryptography;
using Besoksnaring.Api.Partners;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Api.Searches;

/// <summary>The searches that partners keep. Each is its partner's to change and everybody's to ask.</summary>
sealed class SavedSearches(PartnerDatabase database, PartnerRevision revision, IClock clock)
{
    public const int MostOfOne = 1_000;

    /// <summary>Sixty random bits: never guessed, and never the same twice while there are some millions.</summary>
    const int IdLength = 12;

    readonly Remembered<SavedSearch?> known = new();

    /// <returns>It, removed or not; null when there never was one.</returns>
    public Task<SavedSearch?> FindAsync(string id, CancellationToken cancellationToken) =>
        revision.Current is { } number ? known.GetAsync(number, id, () => ReadAsync(id, cancellationToken)) : ReadAsync(id, cancellationToken);

    async Task<SavedSearch?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        return await context.Searches.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
    }

    public async Task<(IReadOnlyList<SavedSearch> Rows, int Total)> ListAsync(Caller caller, int limit, int offset, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        var own = context.Searches.AsNoTracking().Where(s => s.PartnerId == caller.PartnerId && s.RemovedAt == null);
        return (await own.OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Skip(offset).Take(limit).ToListAsync(cancellationToken), await own.CountAsync(cancellationToken));
    }

    /// <returns>Null when the partner has as many as it may.</returns>
    public async Task<SavedSearch?> SaveAsync(Caller caller, SearchBody body, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        if (await context.Searches.CountAsync(s => s.PartnerId == caller.PartnerId && s.RemovedAt == null, cancellationToken) >= MostOfOne)
        {
            return null;
        }
        var now = clock.GetCurrentInstant();
        var search = new SavedSearch
        {
            Id = RandomNumberGenerator.GetString(KeyText.Alphabet, IdLength),
            PartnerId = caller.PartnerId,
            Name = body.Name,
            Resource = body.Resource,
            Query = body.Query,
            CreatedAt = now,
            UpdatedAt = now,
        };
        context.Searches.Add(search);
        context.Audit.Add(Entry(caller, search, "search saved"));
        await context.SaveChangesAsync(cancellationToken);
        await revision.LookAsync(cancellationToken);
        return search;
    }

    /// <returns>What it is now, null when the partner has none of that id; not done to what was removed before.</returns>
    public Task<(SavedSearch? Search, bool IsDone)> ChangeAsync(Caller caller, string id, SearchBody body, CancellationToken cancellationToken) => ActAsync(caller, id, "search changed", search =>
    {
        (search.Name, search.Resource, search.Query) = (body.Name, body.Resource, body.Query);
    }, cancellationToken);

    /// <returns>As <see cref="ChangeAsync"/>.</returns>
    public Task<(SavedSearch? Search, bool IsDone)> RemoveAsync(Caller caller, string id, CancellationToken cancellationToken) => ActAsync(caller, id, "search removed", search =>
    {
        search.RemovedAt = clock.GetCurrentInstant();
    }, cancellationToken);

    async Task<(SavedSearch? Search, bool IsDone)> ActAsync(Caller caller, string id, string what, Action<SavedSearch> act, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Locked: what is removed while it is changed stays removed.
        var search = (await context.Searches.FromSql($"select * from partner.saved_search where id = {id} and partner_id = {caller.PartnerId} for update")
            .ToListAsync(cancellationToken)).SingleOrDefault();
        if (search is null or { RemovedAt: not null })
        {
            return (search, false);
        }
        act(search);
        search.UpdatedAt = clock.GetCurrentInstant();
        context.Audit.Add(Entry(caller, search, what));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await revision.LookAsync(cancellationToken);
        return (search, true);
    }

    AuditEntry Entry(Caller caller, SavedSearch search, string what) => new()
    {
        At = clock.GetCurrentInstant(),
        Actor = caller.KeyPrefix,
        PartnerId = caller.PartnerId,
        What = what,
        Details = $"{search.Id} {search.Name}: {search.Resource} {search.Query}",
    };
}
