using System.Diagnostics;
using System.Globalization;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Runs;

namespace Besoksnaring.Ingest.Commands;

/// <summary>Reads every provider that has never been read to its end, with or without a schedule, and tells how it goes.</summary>
static class FirstLoad
{
    const string Sql = "select id from ingest.provider_status where last_complete_at is not null";

    /// <param name="services">Of a host with <see cref="IngestModule.AddIngestRuns"/>, the registry entered.</param>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var known = await AlreadyReadAsync(services.GetRequiredService<IngestDatabase>(), cancellationToken);
        var unread = services.GetRequiredService<ProviderRegistry>().Providers.Where(provider => !known.Contains(provider.Id)).ToList();
        if (unread.Count == 0)
        {
            return 0;
        }
        var watch = Stopwatch.StartNew();
        await output.WriteLineAsync($"Reading {unread.Count} providers for the first time…");
        var code = await IngestCommands.RunAllAsync(services, unread, RunWork.Run, output, cancellationToken);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Read {unread.Count} providers in {watch.Elapsed.TotalSeconds:0.0} s."));
        return code;
    }

    static async Task<HashSet<string>> AlreadyReadAsync(IngestDatabase database, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var command = database.Source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(reader.GetString(0));
        }
        return known;
    }
}
