using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Besoksnaring.Catalog;

/// <summary>Ready when the catalogue's database answers; the bus has a check of its own.</summary>
sealed class CatalogHealth(CatalogDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.", exception);
        }
    }
}
