using Besoksnaring.Ingest.Registry;
using Npgsql;

namespace Besoksnaring.Ingest.Commands;

/// <summary>The registry, with how each provider is.</summary>
static class ProviderTable
{
    const string Sql = "select id, health, coalesce(last_verdict, ''), last_run_at, known_records from ingest.provider_status";

    public static async Task WriteAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var registry = services.GetRequiredService<ProviderRegistry>();
        var known = await StatusAsync(services.GetRequiredService<IngestDatabase>(), cancellationToken);
        var width = registry.Providers.Select(provider => provider.Id.Length).Append(8).Max();
        foreach (var provider in registry.Providers)
        {
            var status = known.GetValueOrDefault(provider.Id, "never run");
            await output.WriteLineAsync($"{provider.Id.PadRight(width)}  {provider.Format,-12} {provider.Schedule ?? "when asked",-14} {status}");
        }
        await output.WriteLineAsync($"{registry.Providers.Count} providers in {registry.File}");
    }

    static async Task<Dictionary<string, string>> StatusAsync(IngestDatabase database, CancellationToken cancellationToken)
    {
        var status = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var last = await reader.IsDBNullAsync(3, cancellationToken)
                ? "" : $", last run {RunTable.Clock(await reader.GetFieldValueAsync<NodaTime.Instant>(3, cancellationToken))} {reader.GetString(2)}";
            status.Add(reader.GetString(0), $"{reader.GetString(1)}, {reader.GetInt64(4)} records{last}");
        }
        return status;
    }
}
