using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>Old months of the log can go. A listing's latest position stays for ever.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123210000_LogKeeping")]
sealed class LogKeeping : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        -- Whole months only, so that nothing is searched for; what a late job left in the default partition too.
        create function catalog.drop_change_partitions(before timestamptz) returns integer language plpgsql as $$
        declare
            name text;
            dropped integer := 0;
        begin
            -- Writers would queue behind us: who cannot have the table at once comes back later.
            set local lock_timeout = '500ms';
            for name in
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'catalog.change'::regclass and c.relname ~ '^change_\d{4}_\d{2}$'
                    and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before at time zone 'UTC'
                order by c.relname
            loop
                execute format('drop table catalog.%I', name);
                dropped := dropped + 1;
            end loop;
            delete from catalog.change_default where committed_at < date_trunc('month', before at time zone 'UTC') at time zone 'UTC';
            return dropped;
        end $$;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
