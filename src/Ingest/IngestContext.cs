using Besoksnaring.Ingest.Runs;
using Besoksnaring.Ingest.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Besoksnaring.Ingest;

/// <summary>What Ingest remembers: its providers, their runs, and what was confirmed of each record.</summary>
sealed class IngestContext(DbContextOptions<IngestContext> options) : DbContext(options)
{
    public DbSet<ProviderState> Providers => Set<ProviderState>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<QuarantinedRecord> Quarantined => Set<QuarantinedRecord>();
    public DbSet<HeldTombstone> HeldTombstones => Set<HeldTombstone>();
    public DbSet<KnownRecord> KnownRecords => Set<KnownRecord>();
    public DbSet<ProviderLease> Leases => Set<ProviderLease>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(IngestDatabase.Schema);
        modelBuilder.Entity<ProviderState>(provider =>
        {
            provider.ToTable("provider").HasKey(p => p.Id);
            provider.Property(p => p.Sequence).HasDefaultValue(0L);
            provider.Property(p => p.Validators).HasColumnType("jsonb");
        });
        modelBuilder.Entity<Run>(run =>
        {
            run.ToTable("run").HasKey(r => r.Id);
            run.HasIndex(r => new { r.Provider, r.StartedAt }).IsDescending(false, true);
            run.HasIndex(r => r.StartedAt).IsDescending();
            run.HasIndex(r => r.Provider, "ix_run_undecided").HasFilter("verdict = 'held' and decided_at is null");
            run.Property(r => r.Unmapped).HasColumnType("jsonb");
            run.Property(r => r.UnresolvedPlaces).HasColumnType("jsonb");
        });
        modelBuilder.Entity<QuarantinedRecord>(record =>
        {
            record.ToTable("quarantined").HasKey(q => new { q.RunId, q.Ordinal });
            record.HasOne<Run>().WithMany().HasForeignKey(q => q.RunId);
        });
        modelBuilder.Entity<HeldTombstone>(held =>
        {
            held.ToTable("held_tombstone").HasKey(h => new { h.RunId, h.RecordId });
            held.HasOne<Run>().WithMany().HasForeignKey(h => h.RunId);
        });
        modelBuilder.Entity<KnownRecord>().ToTable("known_record").HasKey(k => new { k.Provider, k.RecordId });
        modelBuilder.Entity<ProviderLease>().ToTable("provider_lease").HasKey(l => l.Provider);
        NameColumnsInSnakeCase(modelBuilder);
    }

    static void NameColumnsInSnakeCase(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select((letter, index) =>
                char.IsUpper(letter) ? (index == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString())));
        }
    }

    /// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no database.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<IngestContext>
    {
        public IngestContext CreateDbContext(string[] args) => IngestSchema.Context(new IngestDatabase(() => "Host=localhost"));
    }
}
