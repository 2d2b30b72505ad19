-- A small catalogue as the views show it: what the tests of the readers stand on.
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

create temporary table sample (id text, kind text, title text, english text, municipality text, code text, concepts text[], concept text, provider text);
insert into sample values
    ('l-001', 'event', 'Konsert i Karlstads domkyrka', 'Concert in Karlstad cathedral', 'Karlstad', '1780', '{music,music.concert}', 'music.concert', 'turid'),
    ('l-002', 'event', 'Ångbåtens dag', null, 'Arvika', '1784', '{music}', 'music', 'turid'),
    ('l-003', 'event', 'Äppelmarknad', 'Apple market', 'Sunne', '1766', '{market}', 'market', 'karlstad'),
    ('l-004', 'event', '<script>alert("xss")</script> & "citat" <img src=x onerror=alert(1)>', null, 'Karlstad', '1780', '{market}', 'market', 'karlstad'),
    ('l-005', 'event', 'Öppet hus', null, null, null, '{}', null, 'turid');
insert into sample
select 'l-1' || lpad(n::text, 2, '0'), (array['accommodation', 'activity', 'attraction', 'food', 'trail', 'place', 'service'])[1 + n % 7],
    (array['Fiskecamp', 'Vandrarhem', 'Konditori', 'Utsikt', 'Led', 'Badplats', 'Museum'])[1 + n % 7] || ' ' || (array['Norra', 'Södra', 'Östra', 'Västra', 'Inre'])[1 + n % 5] || ' ' || n,
    case when n % 3 = 0 then 'Place number ' || n end,
    (array['Karlstad', 'Arvika', 'Sunne', 'Torsby', 'Kristinehamn', 'Filipstad', 'Säffle', 'Hagfors'])[1 + n % 8],
    (array['1780', '1784', '1766', '1737', '1781', '1782', '1785', '1783'])[1 + n % 8],
    '{outdoors,outdoors.bathing}', 'outdoors.bathing', case when n % 2 = 0 then 'bad' else 'bygdegardar' end
from generate_series(1, 60) n;

insert into catalog.listing (id, kind, title, created_at, updated_at, municipality, concepts, providers, hash, text_hash, provenance)
select id, kind, title, now() - interval '3 days', now() - interval '1 day', code, concepts, array[provider], '\x00', '\x00',
    convert_to(json_build_array(json_build_object('field', 'title.sv', 'value', title, 'record', provider || ':' || id, 'observedAt', '2026-11-20T04:00:00Z', 'licence', 'CC0-1.0', 'others', json_build_array()))::text, 'UTF8')
from sample;

insert into catalog.listing (id, kind, title, created_at, updated_at, tombstoned_at, replaced_by, concepts, providers, hash, text_hash) values
    ('l-gone', 'event', 'Inställd', now(), now(), '2026-11-01T12:00:00Z', null, '{}', '{turid}', '\x00', '\x00'),
    ('l-merged', 'event', 'Samma konsert', now(), now(), '2026-11-01T12:00:00Z', 'l-001', '{}', '{turid}', '\x00', '\x00');

insert into catalog.listing_search (listing_id, search)
select id, to_tsvector('simple', title || ' ' || coalesce(english, '')) || to_tsvector('swedish', title || ' ' || coalesce(english, '')) from sample;

insert into catalog.rendering (listing_id, language, list, detail, etag)
select s.id, l, convert_to(json_strip_nulls(list)::text, 'UTF8'), convert_to(json_strip_nulls(detail)::text, 'UTF8'), md5(s.id || l)
from sample s, unnest(array['sv', 'nb', 'en', 'de', 'nl', 'da']) l,
    lateral (select case when l in ('en', 'de', 'nl') and s.english is not null then s.english else s.title end as title,
        case when l in ('en', 'de', 'nl') and s.english is not null then 'en' else 'sv' end as language) t,
    lateral (select json_build_object('id', s.id, 'kind', s.kind, 'title', t.title, 'summary', 'Om ' || s.title, 'contentLanguage', json_build_object('title', t.language),
        'municipality', case when s.code is not null then json_build_object('code', s.code, 'name', s.municipality) end,
        'sources', array[s.provider], 'updatedAt', '2026-11-22T04:00:00Z') as list,
        json_build_object('id', s.id, 'kind', s.kind, 'title', t.title, 'contentLanguage', json_build_object('title', t.language), 'languages', array['sv'],
        'sources', json_build_array(json_build_object('record', s.provider || ':' || s.id, 'provider', s.provider, 'licence', 'CC0-1.0')),
        'createdAt', '2026-11-20T04:00:00Z', 'updatedAt', '2026-11-22T04:00:00Z') as detail) j;

insert into catalog.occurrence (listing_id, starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run)
select 'l-001', ('2026-12-01 19:00'::timestamp + d) at time zone 'Europe/Stockholm', null, '2026-12-01 19:00'::timestamp + d, null, 'Europe/Stockholm', 'minute', 'scheduled', false
from (select make_interval(days => 7 * n) d from generate_series(0, 29) n) weeks;
insert into catalog.occurrence values
    ('l-002', '2026-05-31T22:00:00Z', '2027-08-31T22:00:00Z', '2026-06-01', '2027-08-31', 'Europe/Stockholm', 'date', 'scheduled', true);

insert into catalog.source_record (provider, record_id, sequence, hash, observed_at, run_id, unmapped)
select case when n < 4 then 'turid' else 'karlstad' end, 'r-' || n, 1, '\x00', now(), gen_random_uuid(), array['Övrigt'] from generate_series(1, 5) n;
update catalog.counter set position = 67;
