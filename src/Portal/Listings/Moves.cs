using Microsoft.EntityFrameworkCore;

namespace Besoksnaring.Portal.Listings;

/// <summary>When two listings turn out to be one, who keeps it and what is being worked on follow. Where both are somebody's, each stays with what they have: an editor decides.</summary>
static class Moves
{
    const string Ownerships = """
        update portal.ownership o set listing_id = l.replaced_by
        from catalog.listing_row l
        where l.id = o.listing_id and l.replaced_by is not null
            and not exists (select from portal.ownership p where p.listing_id = l.replaced_by)
            and o.listing_id = (select min(q.listing_id) from portal.ownership q join catalog.listing_row m on m.id = q.listing_id where m.replaced_by = l.replaced_by)
        """;

    const string Drafts = """
        update portal.draft d set listing_id = l.replaced_by, revision = revision + 1
        from catalog.listing_row l
        where l.id = d.listing_id and l.replaced_by is not null
            and not exists (select from portal.draft p where p.listing_id = l.replaced_by)
            and d.listing_id = (select min(q.listing_id) from portal.draft q join catalog.listing_row m on m.id = q.listing_id where m.replaced_by = l.replaced_by)
        """;

    public static async Task FollowAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        await portal.Database.ExecuteSqlRawAsync(Ownerships, cancellationToken);
        await portal.Database.ExecuteSqlRawAsync(Drafts, cancellationToken);
    }
}
