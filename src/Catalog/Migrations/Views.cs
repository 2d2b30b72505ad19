namespace Besoksnaring.Catalog.Migrations;

/// <summary>What others may read of schema <c>catalog</c>; the tables behind are ours to change.</summary>
static class Views
{
    public const string Create = """
        create view catalog.listing_row as
        select l.id, l.kind, l.title, l.created_at, l.updated_at, l.tombstoned_at, l.replaced_by, l.municipality, l.concepts, l.providers,
            l.point, s.search, p.position
        from catalog.listing l
        left join catalog.listing_search s on s.listing_id = l.id
        left join catalog.listing_position p on p.listing_id = l.id;

        create view catalog.listing_bytes as
        select listing_id, language, list, detail, etag from catalog.rendering;

        create view catalog.listing_provenance as
        select id as listing_id, provenance from catalog.listing where tombstoned_at is null;

        create view catalog.listing_occurrence as
        select listing_id, starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run from catalog.occurrence;

        create view catalog.municipality_row as
        select code, name, county_code, county_name from catalog.municipality;

        create view catalog.unmapped_category as
        select provider, category, count(*) as records
        from catalog.source_record, unnest(unmapped) as category
        where unmapped is not null
        group by provider, category;

        create view catalog.rejected as
        select provider, record_id, sequence, rejected_at, reason from catalog.rejected_record;

        create view catalog.change_row as
        select position, listing_id, kind, change, committed_at from catalog.change;

        create view catalog.log_state as
        select position, epoch from catalog.counter;

        do $$ begin
            create role besoksnaring_reader nologin;
        exception when duplicate_object or unique_violation then null;
        end $$;
        grant usage on schema catalog to besoksnaring_reader;
        grant select on catalog.listing_row, catalog.listing_bytes, catalog.listing_provenance, catalog.listing_occurrence,
            catalog.municipality_row, catalog.unmapped_category, catalog.rejected, catalog.change_row, catalog.log_state
            to besoksnaring_reader;
        """;
}
