using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>
/// Makes a large catalogue of one that the write path wrote: each round adds copies of all of it, under ids of their own and with the Swedish
/// texts only. What a reader asks is as large then as if all had been written, in minutes instead of hours.
/// </summary>
static class Growing
{
    /// <summary>A listing's id, spelled with another order of the same letters.</summary>
    const string Copies = """
        create function pg_temp.copied(id text, round integer) returns text language sql immutable as $$
            select translate(id, '0123456789abcdefghjkmnpqrstvwxyz', substr('0123456789abcdefghjkmnpqrstvwxyz', round + 1) || left('0123456789abcdefghjkmnpqrstvwxyz', round))
        $$;
        create function pg_temp.copy_of(copied_table text, id_column text, changed jsonb, condition text, round integer) returns void language plpgsql as $$
        declare
            into_columns text;
            from_columns text;
        begin
            select string_agg(quote_ident(column_name), ', ' order by ordinal_position),
                string_agg(coalesce(changed ->> column_name, case when column_name = id_column then format('pg_temp.copied(%I, %s)', column_name, round) else quote_ident(column_name) end), ', '
                    order by ordinal_position)
            into into_columns, from_columns
            from information_schema.columns where table_schema = 'catalog' and table_name = copied_table and is_generated = 'NEVER';
            execute format('insert into catalog.%I (%s) select %s from catalog.%I where %s', copied_table, into_columns, from_columns, copied_table, condition);
        end $$;
        create temporary table written as select id from catalog.listing;
        create unique index on written (id);
        create temporary table last as select max(position) as position from catalog.listing_position;
        """;

    const string Round = """
        select pg_temp.copy_of('listing', 'id', '{}', 'id in (select id from written)', $1);
        select pg_temp.copy_of('listing_search', 'listing_id', '{}', 'listing_id in (select id from written)', $1);
        select pg_temp.copy_of('occurrence', 'listing_id', '{}', 'listing_id in (select id from written)', $1);
        select pg_temp.copy_of('occurrence_day', 'listing_id', '{}', 'listing_id in (select id from written)', $1);
        select pg_temp.copy_of('rendering', 'listing_id', jsonb_build_object(
            'list', format('convert_to(replace(convert_from(list, ''UTF8''), listing_id, pg_temp.copied(listing_id, %s)), ''UTF8'')', $1),
            'detail', format('convert_to(replace(convert_from(detail, ''UTF8''), listing_id, pg_temp.copied(listing_id, %s)), ''UTF8'')', $1)),
            'language = ''sv'' and listing_id in (select id from written)', $1);
        select pg_temp.copy_of('listing_position', 'listing_id', jsonb_build_object('position', format('position + %s * (select position from last)', $1)),
            'listing_id in (select id from written)', $1);
        update catalog.counter set position = (select max(position) from catalog.listing_position);
        """;

    public static async Task AddAsync(string connectionString, int rounds, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(Copies);
        for (var round = 1; round <= rounds; round++)
        {
            await ExecuteAsync(Round.Replace("$1", $"{round}", StringComparison.Ordinal));
        }
        await ExecuteAsync("vacuum analyze");

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
