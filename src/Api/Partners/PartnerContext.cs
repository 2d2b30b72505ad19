using Besoksnaring.Api.Searches;
using Besoksnaring.Api.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Besoksnaring.Api.Partners;

/// <summary>What the Api remembers: who its partners are, their keys, what they have saved and subscribe to, and every change of these.</summary>
sealed class PartnerContext(DbContextOptions<PartnerContext> options) : DbContext(options)
{
    public DbSet<Partner> Partners => Set<Partner>();
    public DbSet<PartnerKey> Keys => Set<PartnerKey>();
    public DbSet<SavedSearch> Searches => Set<SavedSearch>();
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(PartnerDatabase.Schema);
        modelBuilder.Entity<Partner>().ToTable("partner").HasKey(p => p.Id);
        modelBuilder.Entity<PartnerKey>(key =>
        {
            key.ToTable("key").HasKey(k => k.Prefix);
            key.HasOne<Partner>().WithMany().HasForeignKey(k => k.PartnerId);
        });
        modelBuilder.Entity<SavedSearch>(search =>
        {
            search.ToTable("saved_search").HasKey(s => s.Id);
            search.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId);
            search.HasIndex(s => new { s.PartnerId, s.CreatedAt, s.Id });
            // Given back as it was sent.
            search.Property(s => s.Query).HasColumnType("json");
        });
        modelBuilder.Entity<Subscription>(subscription =>
        {
            subscription.ToTable("subscription").HasKey(s => s.Id);
            subscription.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId);
            subscription.HasOne<SavedSearch>().WithMany().HasForeignKey(s => s.SearchId);
            subscription.HasIndex(s => new { s.PartnerId, s.CreatedAt, s.Id });
        });
        modelBuilder.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("delivery").HasKey(d => d.Number);
            delivery.Property(d => d.Number).UseIdentityAlwaysColumn();
            delivery.HasOne<Subscription>().WithMany().HasForeignKey(d => d.SubscriptionId);
            delivery.HasIndex(d => new { d.SubscriptionId, d.Number });
        });
        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit").HasKey(e => e.Number);
            entry.Property(e => e.Number).UseIdentityAlwaysColumn();
            entry.HasIndex(e => new { e.PartnerId, e.Number });
        });
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select((letter, index) =>
                char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString())));
        }
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no database.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PartnerContext>
    {
        public PartnerContext CreateDbContext(string[] args) => new PartnerDatabase("Host=localhost").Context();
    }
}
