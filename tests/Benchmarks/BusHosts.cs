using Besoksnaring.Catalog.Bus;
using Besoksnaring.Contracts;
using Besoksnaring.Bus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Besoksnaring.Benchmarks;

/// <summary>Ingest's end of the bus and Catalog's, as they ship, each in a host of its own.</summary>
sealed class BusHosts : IAsyncDisposable
{
    readonly IHost catalog;
    readonly IHost ingest;

    BusHosts(IHost catalog, IHost ingest) => (this.catalog, this.ingest) = (catalog, ingest);

    public IRecordSink Sender => ingest.Services.GetRequiredService<IRecordSink>();

    /// <param name="catalogue">Where what has crossed the bus ends.</param>
    public static async Task<BusHosts> StartAsync(Bench bench, IRecordSink catalogue)
    {
        var settings = Bench.Settings(("RabbitMq:Uri", bench.Broker.Uri.ToString()), ("RabbitMq:Queue", bench.Broker.NewRoute().Name));
        var catalog = Host(services => services.AddSingleton(catalogue).AddConsumers(settings));
        var ingest = Host(services => services.AddBusRecordSink(settings));
        await catalog.StartAsync(bench.Cancellation);
        await ingest.StartAsync(bench.Cancellation);
        return new BusHosts(catalog, ingest);
    }

    static IHost Host(Action<IServiceCollection> add)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        add(builder.Services);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await ingest.StopAsync();
        await catalog.StopAsync();
        ingest.Dispose();
        catalog.Dispose();
    }
}
