using Besoksnaring.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Ingest.Sinks;

static class BusModule
{
    /// <summary>Sends what Ingest observes over RabbitMQ: the sink of the separate service.</summary>
    public static IServiceCollection AddBusRecordSink(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<BusOptions>, BusOptionsValidator>();
        services.AddOptions<BusOptions>().Bind(configuration.GetSection("RabbitMq")).ValidateOnStart();
        services.AddSingleton<IRecordSink, BusRecordSink>();
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingRabbitMq((context, rabbit) => Configure(rabbit, context.GetRequiredService<IOptions<BusOptions>>().Value));
        });
    }

    static void Configure(IRabbitMqBusFactoryConfigurator rabbit, BusOptions options)
    {
        rabbit.Host(options.Uri!, host =>
        {
            host.ConnectionName("besoksnaring-ingest");
            host.PublisherConfirmation = true;
        });
        rabbit.ConfigureJsonSerializerOptions(ContractsJson.Apply);
        var route = new RecordRoute(options.Queue);
        RouteTo<RecordsObserved>(rabbit, route);
        RouteTo<RunCompleted>(rabbit, route);
    }

    /// <summary>The queue is declared here too: what is sent before any Catalog has ever run waits for it.</summary>
    static void RouteTo<T>(IRabbitMqBusFactoryConfigurator rabbit, RecordRoute route) where T : class
    {
        rabbit.Message<T>(message => message.SetEntityName(route.Name));
        rabbit.Publish<T>(message => message.BindQueue(route.Name, route.Name, queue =>
        {
            foreach (var (name, value) in route.Arguments)
            {
                queue.SetQueueArgument(name, value);
            }
        }));
    }
}
