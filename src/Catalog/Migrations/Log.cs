namespace Besoksnaring.Catalog.Migrations;

static class Log
{
    public const string Create = """
        -- One row: it gives the positions, in the order of commits and without gaps, because who raises it holds it until commit.
        create table catalog.counter (
            one boolean primary key default true check (one),
            position bigint not null,
            epoch uuid not null
        ) with (fillfactor = 10);
        insert into catalog.counter (position, epoch) values (0, gen_random_uuid());

        create table catalog.change (
            position bigint not null,
            listing_id text collate "C" not null,
            kind text not null,
            change text not null check (change in ('created', 'changed', 'tombstoned', 'merged', 'restored')),
            committed_at timestamptz not null default clock_timestamp(),
            primary key (position, committed_at)
        ) partition by range (committed_at);
        create index on catalog.change (listing_id, position);

        -- Takes what no month's partition does, so that a late job never stops a write.
        create table catalog.change_default partition of catalog.change default;

        create function catalog.make_change_partitions(months integer) returns void language plpgsql as $$
        declare
            first date;
            name text;
        begin
            for month in 0..months loop
                first := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => month))::date;
                name := 'change_' || to_char(first, 'YYYY_MM');
                -- Another process may just be making it; and a month that began without it stays where its first rows went.
                begin
                    if to_regclass('catalog.' || name) is null then
                        execute format('create table catalog.%I partition of catalog.change for values from (%L) to (%L)',
                            name, first::text || ' 00:00+00', (first + interval '1 month')::date::text || ' 00:00+00');
                    end if;
                exception when duplicate_table or unique_violation or check_violation then null;
                end;
            end loop;
        end $$;
        select catalog.make_change_partitions(3);

        -- A listing's latest position, for ever: apart from the listing, so that giving it is a narrow write under the counter's lock.
        create table catalog.listing_position (
            listing_id text collate "C" primary key,
            position bigint not null unique
        ) with (fillfactor = 85);
        """;
}
