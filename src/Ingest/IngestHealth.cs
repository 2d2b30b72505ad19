using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Besoksnaring.Ingest;

/// <summary>Ready when its memory answers.</summary>
sealed class IngestHealth(IngestDatabase database) : IHealthCheck
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
