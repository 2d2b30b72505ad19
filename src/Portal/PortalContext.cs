using Besoksnaring.Portal.Audit;
using Besoksnaring.Portal.Listings;
using Besoksnaring.Portal.People;
using Besoksnaring.Portal.SignIn;
using Besoksnaring.Portal.Truth;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Besoksnaring.Portal;

/// <summary>What the portal remembers: people and what they belong to, whose listing is whose, what is being worked on. Nothing of it is a listing.</summary>
sealed class PortalContext(DbContextOptions<PortalContext> options) : IdentityUserContext<Person, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<EditorRole> EditorRoles => Set<EditorRole>();
    public DbSet<SignInLink> Links => Set<SignInLink>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<Ownership> Ownerships => Set<Ownership>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Question> Questions => Set<Question>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(PortalDatabase.Schema);
        builder.Entity<Person>(person =>
        {
            person.ToTable("person");
            // Nobody has a password, and nobody is asked for what is not needed.
            person.Ignore(p => p.PasswordHash).Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed).Ignore(p => p.TwoFactorEnabled);
            person.Property(p => p.MayBeAsked).HasDefaultValue(true).ValueGeneratedNever();
            person.HasIndex(p => p.NormalizedEmail).IsUnique();
        });
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_login");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claim");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_token");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("person_passkey").HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(p => p.Data, data => data.ToJson("data"));
            passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.UserId);
        });
        builder.Entity<Organisation>().ToTable("organisation").HasKey(o => o.Id);
        builder.Entity<Membership>(membership =>
        {
            membership.ToTable("membership").HasKey(m => new { m.OrganisationId, m.PersonId });
            membership.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId);
            membership.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
        });
        builder.Entity<EditorRole>(role =>
        {
            role.ToTable("editor_role").HasKey(r => r.Id);
            role.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
            role.Property(r => r.Kind).HasConversion<string>();
        });
        builder.Entity<SignInLink>().ToTable("sign_in_link").HasKey(l => l.Hash);
        builder.Entity<Attempt>(attempt =>
        {
            attempt.ToTable("attempt").HasKey(a => a.Number);
            attempt.Property(a => a.Number).UseIdentityAlwaysColumn();
            attempt.HasIndex(a => new { a.Subject, a.At });
        });
        builder.Entity<Ownership>(ownership =>
        {
            ownership.ToTable("ownership").HasKey(o => o.ListingId);
            ownership.HasOne<Organisation>().WithMany().HasForeignKey(o => o.OrganisationId);
        });
        builder.Entity<Claim>(claim =>
        {
            claim.ToTable("claim").HasKey(c => c.Id);
            claim.Property(c => c.State).HasConversion<string>();
            claim.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId);
            claim.HasIndex(c => new { c.ListingId, c.OrganisationId }).IsUnique().HasFilter("state = 'Waiting'");
        });
        builder.Entity<Draft>(draft =>
        {
            draft.ToTable("draft").HasKey(d => d.Id);
            draft.Property(d => d.State).HasConversion<string>();
            draft.Property(d => d.Form).HasColumnType("json");
            draft.Property(d => d.Revision).IsConcurrencyToken();
            draft.HasOne<Organisation>().WithMany().HasForeignKey(d => d.OrganisationId);
            draft.HasIndex(d => d.ListingId).IsUnique();
        });
        builder.Entity<Question>(question =>
        {
            question.ToTable("question").HasKey(q => q.Hash);
            question.HasOne<Person>().WithMany().HasForeignKey(q => q.PersonId);
            question.HasIndex(q => new { q.ListingId, q.AskedAt });
        });
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit").HasKey(e => e.Number);
            entry.Property(e => e.Number).UseIdentityAlwaysColumn();
            entry.HasIndex(e => new { e.About, e.Number });
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_key");
        foreach (var entity in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(string.Concat(property.Name.Select((letter, index) =>
                    char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString())));
            }
        }
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no database.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PortalContext>
    {
        public PortalContext CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<PortalContext>();
            PortalDatabase.Configure(options, NpgsqlDataSource.Create("Host=localhost"));
            return new PortalContext(options.Options);
        }
    }
}
