using Besoksnaring.Api.Partners;
using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Api.Rights;

/// <summary>What a partner may use texts and images for, where it is called and does not ask.</summary>
sealed class PartnerRights(PartnerDatabase database, PartnerRevision revision)
{
    readonly Remembered<ReaderRights> known = new();

    public Task<ReaderRights> OfAsync(string partnerId, CancellationToken cancellationToken) => revision.Current is { } number
        ? known.GetAsync(number, partnerId, () => ReadAsync(partnerId, cancellationToken))
        : ReadAsync(partnerId, cancellationToken);

    async Task<ReaderRights> ReadAsync(string partnerId, CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        return ReaderRights.Of((await context.Partners.AsNoTracking().SingleAsync(partner => partner.Id == partnerId, cancellationToken)).Purposes);
    }
}
