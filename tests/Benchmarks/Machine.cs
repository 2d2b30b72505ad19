using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Npgsql;
using RabbitMQ.Client;

namespace Besoksnaring.Benchmarks;

/// <summary>What the figures were measured on: without it they say nothing.</summary>
static class Machine
{
    public static async Task<IReadOnlyList<string>> DescribeAsync(Bench bench)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return
        [
            string.Create(CultureInfo.InvariantCulture,
                $"{Environment.ProcessorCount} cores, {memory:0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} collector"),
            $"PostgreSQL {await PostgresAsync(bench)}, RabbitMQ {await BrokerAsync(bench)}; load of the machine at the end {Load()}",
        ];
    }

    static async Task<string> PostgresAsync(Bench bench)
    {
        await using var source = NpgsqlDataSource.Create(await bench.DatabaseAsync());
        await using var command = source.CreateCommand(
            """
            select format('%s (fsync %s, synchronous_commit %s, shared_buffers %s)', split_part(current_setting('server_version'), ' ', 1),
                current_setting('fsync'), current_setting('synchronous_commit'), current_setting('shared_buffers'))
            """);
        return (string)(await command.ExecuteScalarAsync(bench.Cancellation))!;
    }

    static async Task<string> BrokerAsync(Bench bench)
    {
        await using var connection = await new ConnectionFactory { Uri = bench.Broker.Uri }.CreateConnectionAsync(bench.Cancellation);
        return connection.ServerProperties?["version"] is byte[] version ? System.Text.Encoding.UTF8.GetString(version) : "of an unknown version";
    }

    /// <summary>A shared machine with other work measures that work too.</summary>
    static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(2)) : "not known";
}
