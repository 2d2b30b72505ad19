using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Besoksnaring.Api;

/// <summary>Ready when the catalogue answers. What it is asked with was tried by <see cref="ApiGate"/> before the first call came in.</summary>
sealed class ApiHealth(CataloguePosition catalogue) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await catalogue.ReadAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.", exception);
        }
    }
}
