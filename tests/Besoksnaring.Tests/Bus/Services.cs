using Besoksnaring.Catalog.Bus;
using Besoksnaring.Contracts;
using Besoksnaring.Bus;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Besoksnaring.Tests.Bus;

/// <summary>The two ends of the bus as they ship, each in a host of its own.</summary>
static class Services
{
    public static Task<IHost> IngestAsync(Uri broker, RecordRoute route, params (string Name, string Value)[] settings) =>
        StartAsync(broker, route, settings, builder => builder.Services.AddBusRecordSink(builder.Configuration));

    /// <summary>Who asks the catalogue: the end of Api and Portal.</summary>
    public static Task<IHost> DeskAsync(Uri broker, RecordRoute route, params (string Name, string Value)[] settings) =>
        StartAsync(broker, route, settings, builder => builder.Services.AddBusDesk(builder.Configuration, "besoksnaring-test"));

    public static Task<IHost> CatalogAsync(Uri broker, RecordRoute route, IRecordSink catalog, IAnsweringSink? desk = null) =>
        StartAsync(broker, route, [], builder =>
        {
            builder.Services.AddConsumers(builder.Configuration);
            builder.Services.AddSingleton(catalog).AddSingleton(desk ?? new AnsweringDesk());
            // So that the queues are there when this returns.
            builder.Services.Configure<MassTransitHostOptions>(host => host.WaitUntilStarted = true);
        });

    public static async Task<IHost> StartAsync(
        Uri broker, RecordRoute route, (string Name, string Value)[] settings, Action<HostApplicationBuilder> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            new("RabbitMq:Uri", broker.ToString()), new("RabbitMq:Queue", route.Name),
            .. settings.Select(setting => new KeyValuePair<string, string?>($"RabbitMq:{setting.Name}", setting.Value)),
        ]);
        add(builder);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public static IRecordSink Sink(this IHost ingest) => ingest.Services.GetRequiredService<IRecordSink>();

    public static IAnsweringSink Desk(this IHost portal) => portal.Services.GetRequiredService<IAnsweringSink>();
}
