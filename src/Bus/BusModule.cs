using Besoksnaring.Contracts;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Bus;

static class BusModule
{
    /// <summary>Sends what Ingest observes over RabbitMQ: the sink of the separate service.</summary>
    public static IServiceCollection AddBusRecordSink(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IRecordSink, BusRecordSink>().AddBus(configuration, "besoksnaring-ingest", _ => { }, (rabbit, route) =>
        {
            rabbit.RouteTo<RecordsObserved>(route.Name, route.Arguments);
            rabbit.RouteTo<RunCompleted>(route.Name, route.Arguments);
        });

    /// <summary>Asks the catalogue over RabbitMQ: for roles that people and machines write to. They read on, and are ready, while the broker is away.</summary>
    /// <param name="name">As the broker lists the connection.</param>
    public static IServiceCollection AddBusDesk(this IServiceCollection services, IConfiguration configuration, string name) =>
        services.AddSingleton<IAnsweringSink, BusDesk>().AddBus(configuration, name, bus => bus.ConfigureHealthCheckOptions(health =>
        {
            health.MinimalFailureStatus = HealthStatus.Degraded;
            health.Tags.Clear();
        }), (rabbit, route) =>
        {
            rabbit.RouteTo<RecordsPut>(route.Asked, route.AskedArguments);
            rabbit.RouteTo<ListingDecided>(route.Asked, route.AskedArguments);
            rabbit.RouteTo<PreviewWanted>(route.Previews, RecordRoute.PreviewArguments);
        });

    static IServiceCollection AddBus(
        this IServiceCollection services, IConfiguration configuration, string name,
        Action<IBusRegistrationConfigurator> configure, Action<IRabbitMqBusFactoryConfigurator, RecordRoute> send)
    {
        services.AddSingleton<IValidateOptions<BusOptions>, BusOptionsValidator>();
        services.AddOptions<BusOptions>().Bind(configuration.GetSection("RabbitMq")).ValidateOnStart();
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            configure(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var options = context.GetRequiredService<IOptions<BusOptions>>().Value;
                rabbit.Host(options.Uri!, host =>
                {
                    host.ConnectionName(name);
                    host.PublisherConfirmation = true;
                });
                rabbit.ConfigureJsonSerializerOptions(ContractsJson.Apply);
                send(rabbit, new RecordRoute(options.Queue));
            });
        });
    }

    /// <summary>The queue is declared here too: what is sent before any Catalog has ever run waits for it.</summary>
    static void RouteTo<T>(this IRabbitMqBusFactoryConfigurator rabbit, string name, IReadOnlyDictionary<string, object> arguments) where T : class
    {
        rabbit.Message<T>(message => message.SetEntityName(name));
        rabbit.Publish<T>(message => message.BindQueue(name, name, queue =>
        {
            foreach (var (argument, value) in arguments)
            {
                queue.SetQueueArgument(argument, value);
            }
        }));
    }

    /// <summary>A broker confirms what no queue wants, and drops it; this makes that an error.</summary>
    public static void RefuseToBeDropped(this PublishContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var message))
        {
            message.Mandatory = true;
        }
    }
}
