namespace Besoksnaring.Ingest.Migrations;

/// <summary>What others may read of schema <c>ingest</c>; the tables behind are ours to change.</summary>
static class Views
{
    public const string Create = """
        create view ingest.provider_status as
        select p.id, p.name, p.organisation, p.format, p.licence_id, p.licence_permits, p.contact, p.rank, p.complete_for, p.schedule,
            last.id as last_run_id, last.verdict as last_verdict, last.ended_at as last_run_at,
            whole.ended_at as last_complete_at,
            (select count(*) from ingest.known_record k where k.provider = p.id and k.hash is not null) as known_records,
            case
                when exists (select from ingest.run r where r.provider = p.id and r.verdict = 'held' and r.decided_at is null) then 'held'
                when last.id is null then 'never'
                when last.verdict = 'failed' then 'failing'
                when p.due_at + interval '1 hour' < now() then 'late'
                else 'ok'
            end as health
        from ingest.provider p
        left join lateral (
            select r.id, r.verdict, r.ended_at from ingest.run r
            where r.provider = p.id and r.ended_at is not null order by r.started_at desc limit 1) last on true
        left join lateral (
            select r.ended_at from ingest.run r
            where r.provider = p.id and r.verdict in ('complete', 'unchanged') and r.work <> 'release'
            order by r.started_at desc limit 1) whole on true
        where p.in_registry;

        create view ingest.run_report as
        select id, provider, sequence, started_at, ended_at, verdict, reason, seen, new, changed, unchanged, tombstoned, would_tombstone,
            unreadable, skipped, warnings, bytes, snapshot_hash, unmapped, unresolved_places, decided_at, decision, work
        from ingest.run;

        create view ingest.quarantined_record as
        select run_id, record_id, place, reason, raw, ordinal from ingest.quarantined;

        do $$ begin
            create role besoksnaring_reader nologin;
        exception when duplicate_object or unique_violation then null;
        end $$;
        grant usage on schema ingest to besoksnaring_reader;
        grant select on ingest.provider_status, ingest.run_report, ingest.quarantined_record to besoksnaring_reader;
        """;

    public const string Drop = """
        drop view ingest.quarantined_record;
        drop view ingest.run_report;
        drop view ingest.provider_status;
        """;
}
