namespace Besoksnaring.Api.Partners.Migrations;

/// <summary>As <see cref="Rules"/>, of subscriptions.</summary>
static class SubscriptionRules
{
    public const string Create = """
        -- How far it has been told changes nothing; what is to be done comes with another generation.
        create trigger moved after insert or delete or update of generation on partner.subscription for each statement execute function partner.move_revision();

        alter table partner.subscription add check (state in ('active', 'paused', 'disabled')), add check (payload in ('thin', 'data')), add check (cardinality(languages) > 0), add check (position >= 0);

        grant select, insert, update, delete on partner.subscription to besoksnaring_partner;
        grant select, insert, delete on partner.delivery to besoksnaring_partner;
        """;
}
