namespace Besoksnaring.Catalog.Tests;

/// <summary>What holds in the tables at every moment between two commits, whatever was written.</summary>
static class CatalogInvariants
{
    static readonly (string Rule, string Violations)[] Rules =
    [
        ("a live record backs a live listing",
            "select r.record_id from catalog.source_record r left join catalog.listing l on l.id = r.listing_id where r.hash is not null and (l.id is null or l.tombstoned_at is not null)"),
        ("a live listing has a live record",
            "select l.id from catalog.listing l where l.tombstoned_at is null and not exists (select from catalog.source_record r where r.listing_id = l.id and r.hash is not null)"),
        ("a live record has its content, and a withdrawn one none",
            "select r.record_id from catalog.source_record r full join catalog.record_content c using (provider, record_id) where (r.hash is null) <> (c.content is null)"),
        ("a withdrawn record shares no id",
            "select s.value from catalog.shared_id s join catalog.source_record r using (provider, record_id) where r.hash is null"),
        ("records that share an id back one listing",
            "select s.value from catalog.shared_id s join catalog.source_record r using (provider, record_id) group by s.value having count(distinct r.listing_id) > 1"),
        ("no record leads to a listing that was merged",
            "select r.record_id from catalog.source_record r join catalog.listing l on l.id = r.listing_id where l.replaced_by is not null"),
        ("a live listing has all six renderings, its search text and no successor",
            """
            select l.id from catalog.listing l where l.tombstoned_at is null and (l.replaced_by is not null
                or (select count(*) from catalog.rendering b where b.listing_id = l.id) <> 6
                or not exists (select from catalog.listing_search s where s.listing_id = l.id))
            """),
        ("a withdrawn listing has no bytes, no occurrence and no search text",
            """
            select l.id from catalog.listing l where l.tombstoned_at is not null and (exists (select from catalog.rendering b where b.listing_id = l.id)
                or exists (select from catalog.occurrence o where o.listing_id = l.id)
                or exists (select from catalog.occurrence_day d where d.listing_id = l.id)
                or exists (select from catalog.opening h where h.listing_id = l.id) or exists (select from catalog.listing_search s where s.listing_id = l.id))
            """),
        ("a day belongs to an occurrence and says of its listing what that says itself",
            """
            select d.listing_id from catalog.occurrence_day d left join catalog.listing l on l.id = d.listing_id where l.id is null
                or (d.municipality, d.concepts, d.is_free, d.latitude, d.longitude) is distinct from (l.municipality, l.concepts, l.is_free, l.latitude, l.longitude)
                or not exists (select from catalog.occurrence o where o.listing_id = d.listing_id and o.start_local = d.start_local and o.precision = d.precision
                    and d.day between o.first_day and o.last_day)
            """),
        ("a merged listing leads to one that was not merged itself",
            "select l.id from catalog.listing l left join catalog.listing n on n.id = l.replaced_by where l.replaced_by is not null and (n.id is null or n.replaced_by is not null)"),
        ("every listing's latest position is its latest change",
            """
            select p.listing_id from catalog.listing_position p
            full join (select listing_id, max(position) as position from catalog.change group by listing_id) c using (listing_id)
            where p.position is distinct from c.position
            """),
        ("a position's kind is its listing's", "select p.listing_id from catalog.listing_position p join catalog.listing l on l.id = p.listing_id where l.kind <> p.kind"),
        ("every kind that a listing had before is left, where it went over to the next",
            """
            select listing_id || ' ' || kind
            from (
                select c.listing_id, c.kind, max(c.next) as position
                from (select listing_id, kind, lead(position) over one as next, lead(kind) over one as next_kind from catalog.change window one as (partition by listing_id order by position)) c
                join catalog.listing l on l.id = c.listing_id and l.kind <> c.kind
                where c.next_kind <> c.kind group by c.listing_id, c.kind
            ) gone
            full join catalog.kind_left k using (listing_id, kind)
            where k.position is distinct from gone.position
            """),
        ("the counter is at the last position", "select position::text from catalog.counter where position <> (select coalesce(max(position), 0) from catalog.change)"),
        ("positions are contiguous", "select position::text from (select position, row_number() over (order by position) as expected from catalog.change) p where position <> expected"),
    ];

    public static async Task AssertAsync(TestCatalog catalog)
    {
        var union = string.Join(" union all ", Rules.Select((rule, number) => $"select '{number}: ' || v.v from ({rule.Violations}) v (v)"));
        var violations = await catalog.ColumnAsync<string>(union);
        Assert.True(violations.Count == 0, string.Join(
            "; ", violations.Select(v => $"{Rules[int.Parse(v.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)].Rule}: {v}")));
    }
}
