namespace Besoksnaring.Api.Partners.Migrations;

/// <summary>What the tables' model cannot say: who may do what, and how every process learns of a change.</summary>
static class Rules
{
    public const string Create = """
        -- Moves with each change of what an answer or a key's check depends on: equal numbers mean equal keys and searches.
        create table partner.revision (one boolean primary key default true check (one), number bigint not null);
        insert into partner.revision (number) values (1);

        create function partner.move_revision() returns trigger language plpgsql as $$
        begin
            update partner.revision set number = number + 1;
            return null;
        end $$;
        create trigger moved after insert or update or delete on partner.partner for each statement execute function partner.move_revision();
        -- When a key was last used changes nothing.
        create trigger moved after insert or delete or update of hash, expires_at, revoked_at on partner.key for each statement execute function partner.move_revision();
        create trigger moved after insert or update or delete on partner.saved_search for each statement execute function partner.move_revision();

        alter table partner.saved_search add check (resource in ('events', 'listings'));
        alter table partner.key add check (octet_length(hash) = 32);
        alter table partner.partner add check (calls_per_minute > 0);

        do $$ begin
            create role besoksnaring_partner nologin;
        exception when duplicate_object or unique_violation then null;
        end $$;
        grant usage on schema partner to besoksnaring_partner;
        grant select on all tables in schema partner to besoksnaring_partner;
        grant update (last_used_at) on partner.key to besoksnaring_partner;
        grant insert, update on partner.saved_search to besoksnaring_partner;
        grant insert on partner.audit to besoksnaring_partner;
        grant update (number) on partner.revision to besoksnaring_partner;
        """;
}
