using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Besoksnaring.Benchmarks;

/// <summary>One change told to everybody who listens: how long until the last of them has it, and what each costs the Api meanwhile.</summary>
static class Telling
{
    const double TargetSeconds = 0.5;

    public static async Task<IReadOnlyList<string>> AskAsync(string connectionString, Bench bench)
    {
        await using var api = await Feeding.StartAsync(connectionString, bench);
        await using var services = Bench.WriterOf(connectionString);
        var writer = services.GetRequiredService<CatalogWriter>();
        await using var source = NpgsqlDataSource.Create(connectionString);
        var listeners = new List<Socket>();
        try
        {
            listeners.Add(await ListenAsync(api, bench.Cancellation));
            var before = api.Megabytes;
            while (listeners.Count < bench.Sizes.Listeners)
            {
                listeners.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(50, bench.Sizes.Listeners - listeners.Count)).Select(_ => ListenAsync(api, bench.Cancellation))));
            }
            var each = (api.Megabytes - before) * 1e6 / listeners.Count;
            var seconds = new List<double>();
            for (var round = 0; round <= bench.Sizes.Rounds; round++)
            {
                var took = await TellAsync(round);
                if (round > 0)
                {
                    seconds.Add(took);
                }
            }
            seconds.Sort();
            var median = seconds[seconds.Count / 2];
            return
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"| change committed, until the last of {listeners.Count:#,0} listeners has it | {median:0.00} s (highest {seconds[^1]:0.00}) | | | ≤ {TargetSeconds:0.0} s | {(median <= TargetSeconds ? "met" : "missed")} |"),
                string.Create(CultureInfo.InvariantCulture, $"| resident memory of the Api for each of them | {each / 1e3:0.0} kB | | | | |"),
            ];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }

        async Task<double> TellAsync(int round)
        {
            var position = await PositionAsync(source, bench.Cancellation) + 1;
            var told = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"modified\":{position},"));
            var heard = Task.WhenAll(listeners.Select(listener => HearAsync(listener, told, bench.Cancellation)));
            await writer.SendAsync(new RecordsObserved([RealisticRecords.One("told", 1, edition: round, sequence: round + 1)]), bench.Cancellation);
            var committed = Stopwatch.GetTimestamp();
            await heard;
            return Stopwatch.GetElapsedTime(committed).TotalSeconds;
        }
    }

    static async Task<long> PositionAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select position from catalog.log_state");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static async Task<Socket> ListenAsync(Child api, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, api.Address.Port, cancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/changes/stream HTTP/1.1\r\nHost: {api.Address.Authority}\r\n\r\n"), cancellationToken);
        await HearAsync(socket, "event: log"u8.ToArray(), cancellationToken);
        return socket;
    }

    /// <summary>One event and its number come in one piece: what is sent at a time is far smaller than a socket's buffer.</summary>
    static async Task HearAsync(Socket socket, byte[] expected, CancellationToken cancellationToken)
    {
        var buffer = new byte[2_048];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (length == 0)
            {
                throw new IOException("The server ended the stream.");
            }
            if (buffer.AsSpan(0, length).IndexOf(expected) >= 0)
            {
                return;
            }
        }
    }
}
