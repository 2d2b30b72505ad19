using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>Opening hours as rows, and whether a place is open.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123160000_OpeningHours")]
sealed class OpeningHours : Migration
{
    const string Hours = """
        create table catalog.opening (
            listing_id text collate "C" not null,
            day date,                                      -- a special day; null: a rule
            from_day date,
            to_day date,                                   -- inclusive
            weekdays integer,                              -- bit 1 is Monday, bit 7 Sunday
            opens time,                                    -- null: closed on that special day
            closes time                                    -- not after opens: on the next day
        );
        create index on catalog.opening (listing_id);

        create view catalog.listing_hours as
        select listing_id, day, from_day, to_day, weekdays, opens, closes from catalog.opening;
        grant select on catalog.listing_hours to besoksnaring_reader;
        """;

    /// <summary>Reads the view, so that who asks needs no right to the table.</summary>
    const string OpenAt = """
        -- Null: nothing is known of that day. Special days outweigh rules; hours past midnight belong to the day they began.
        create function catalog.open_at(listing_id text, at_local timestamp) returns boolean
        language plpgsql stable strict parallel safe as $$
        declare
            today constant date := at_local::date;
            clock constant time := at_local::time;
            hours record;
            closed boolean := false;
            unknown boolean := false;
        begin
            for hours in
                select h.opens, h.closes, d.day = today as is_today
                from (values (today), (today - 1)) d (day)
                join catalog.listing_hours h on h.listing_id = open_at.listing_id and case
                    when h.day is not null then h.day = d.day
                    else coalesce(h.from_day <= d.day, true) and coalesce(h.to_day >= d.day, true) and h.weekdays & (1 << extract(isodow from d.day)::integer) <> 0
                        and not exists (select from catalog.listing_hours s where s.listing_id = open_at.listing_id and s.day = d.day)
                    end
            loop
                if (case
                    when hours.closes is null then false
                    when hours.is_today then clock >= hours.opens and (hours.closes <= hours.opens or clock < hours.closes)
                    else hours.closes <= hours.opens and clock < hours.closes
                    end) then
                    return true;
                end if;
                -- Where it opened, and nobody says until when.
                if hours.is_today and hours.closes is null and clock >= hours.opens then
                    unknown := true;
                elsif hours.is_today then
                    closed := true;
                end if;
            end loop;
            return case when closed and not unknown then false end;
        end $$;
        grant execute on function catalog.open_at(text, timestamp) to besoksnaring_reader;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Hours);
        migrationBuilder.Sql(OpenAt);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
