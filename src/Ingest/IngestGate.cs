using Besoksnaring.Ingest.Registry;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Ingest;

/// <summary>Nothing starts with a wrong registry, or on a schema that is missing, older or newer.</summary>
sealed class IngestGate(IServiceProvider services, IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<ProviderRegistry>();
        services.GetRequiredService<Region>();
        await IngestSchema.CheckAsync(IngestModule.DatabaseOf(configuration), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
