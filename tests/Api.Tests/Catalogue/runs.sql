-- Providers and their runs in every state that a reader can meet.
insert into ingest.provider (id, name, organisation, format, licence_id, licence_permits, contact, rank, complete_for, schedule, in_registry, due_at, failures) values
    ('turid', 'TURID', 'Visit Värmland', 'turid', 'CC-BY-4.0', '{texts,images}', 'data@example.se', 10, 'everything', '0 4 * * *', true, now() + interval '6 hours', 0),
    ('bad', 'Badplatser', 'Havs- och vattenmyndigheten', 'geojson', 'CC0-1.0', '{texts}', null, 20, 'everything', '0 5 * * 1', true, now() + interval '2 days', 0),
    ('karlstad', 'Karlstads kalender', 'Karlstads kommun', 'json', 'LicenseRef-none', '{}', null, 30, 'window', '*/30 * * * *', true, now() - interval '5 hours', 0),
    ('konserthus', 'Konserthuset', 'Konserthuset AB', 'ics', 'CC0-1.0', '{texts}', null, 40, 'everything', '@daily', true, now() + interval '3 hours', 2),
    ('bygdegardar', 'Bygdegårdar', 'Bygdegårdarnas riksförbund', 'csv', 'CC0-1.0', '{texts}', null, 50, 'nothing', null, true, null, 0),
    ('ny', 'Inte läst ännu', 'Exempelbyn', 'rss', 'CC0-1.0', '{texts}', null, 60, 'nothing', null, true, null, 0);

insert into ingest.run (id, provider, work, sequence, started_at, ended_at, verdict, reason, seen, new, changed, unchanged, tombstoned, would_tombstone,
    unreadable, skipped, warnings, bytes, snapshot_hash, unmapped, unresolved_places) values
    ('0199f7a2-0000-7000-8000-000000000001', 'turid', 'run', 1, now() - interval '2 days', now() - interval '2 days' + interval '40 seconds', 'complete', null, 40, 40, 0, 0, 0, 0, 0, 0, 0, 120000, 'aa', '{}', '{}'),
    ('0199f7a2-0000-7000-8000-000000000002', 'turid', 'run', 2, now() - interval '2 hours', now() - interval '119 minutes', 'complete', null, 41, 1, 2, 38, 0, 0, 0, 0, 1, 121000, 'ab', '{"Hantverk": 3, "Övrigt": 12}', '{"Storbyn": 2}'),
    ('0199f7a2-0000-7000-8000-000000000003', 'bad', 'run', 1, now() - interval '3 days', now() - interval '3 days' + interval '3 seconds', 'unchanged', null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'ac', '{}', '{}'),
    ('0199f7a2-0000-7000-8000-000000000004', 'karlstad', 'run', 5, now() - interval '6 hours', now() - interval '6 hours' + interval '8 seconds', 'held', 'It would withdraw 310 of 348 records (89 %); the most without a person''s word is 20 %.', 38, 0, 0, 38, 0, 310, 0, 0, 0, 9000, 'ad', '{}', '{}'),
    ('0199f7a2-0000-7000-8000-000000000005', 'konserthus', 'run', 9, now() - interval '20 minutes', now() - interval '19 minutes', 'failed', 'HTTP 200 with a page of HTML where a calendar was expected.', 0, 0, 0, 0, 0, 0, 0, 0, 0, 5120, null, '{}', '{}'),
    ('0199f7a2-0000-7000-8000-000000000006', 'bygdegardar', 'run', 3, now() - interval '30 hours', now() - interval '30 hours' + interval '1 second', 'partial', 'Three of 25 rows could not be read.', 25, 0, 1, 21, 0, 0, 3, 0, 0, 6000, 'ae', '{}', '{}'),
    ('0199f7a2-0000-7000-8000-000000000007', 'turid', 'run', 3, now() - interval '10 seconds', null, null, null, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, '{}', '{}');

insert into ingest.quarantined (run_id, ordinal, record_id, place, reason, raw)
select '0199f7a2-0000-7000-8000-000000000006', n, case when n > 1 then 'rad-' || n end, 'line ' || n + 10, 'There is no title.', 'a secret of the provider''s' from generate_series(1, 3) n;
