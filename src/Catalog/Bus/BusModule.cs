using Besoksnaring.Contracts;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Catalog.Bus;

static class BusModule
{
    /// <summary>Takes what comes over RabbitMQ to the container's <see cref="IRecordSink"/>, the catalogue's writer, and to its <see cref="IAnsweringSink"/>.</summary>
    public static IServiceCollection AddConsumers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddBusOptions(configuration);
        // A write under way may end; one that waits for a database is cancelled, and its message given back.
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(3);
            host.StopTimeout = TimeSpan.FromSeconds(8);
        });
        return services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<RecordConsumer>();
            bus.AddConsumer<AskedConsumer>();
            bus.AddConsumer<PreviewConsumer>();
            bus.UsingRabbitMq((context, rabbit) =>
                Configure(rabbit, context, context.GetRequiredService<IOptions<BusOptions>>().Value));
        });
    }

    public static IServiceCollection AddBusOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<BusOptions>, BusOptionsValidator>();
        services.AddOptions<BusOptions>().Bind(configuration.GetSection("RabbitMq")).ValidateOnStart();
        return services;
    }

    static void Configure(IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context, BusOptions options)
    {
        rabbit.Host(options.Uri!, host =>
        {
            host.ConnectionName("besoksnaring-catalog");
            host.PublisherConfirmation = true;
        });
        rabbit.ConfigureJsonSerializerOptions(ContractsJson.Apply);
        rabbit.ClearSerialization();
        rabbit.AddSerializer(new MessageReading());
        rabbit.AddDeserializer(new MessageReading(), isDefault: true);
        var route = new RecordRoute(options.Queue);
        rabbit.SendFailuresTo(route);
        // The queue of the dead must be there before the broker has something for it.
        rabbit.ReceiveEndpoint(route.Alone, endpoint =>
        {
            endpoint.BindDeadLetterQueue(route.Dead, route.Dead, dead => dead.SetArguments(RecordRoute.DeadArguments));
            endpoint.Receive<RecordConsumer>(context, route.AloneArguments, writers: 1, prefetch: 1);
        });
        rabbit.ReceiveEndpoint(route.Name, endpoint =>
            endpoint.Receive<RecordConsumer>(context, route.Arguments, options.Writers, prefetch: options.Writers * 2));
        rabbit.ReceiveEndpoint(route.Asked, endpoint =>
            endpoint.Receive<AskedConsumer>(context, route.AskedArguments, options.Writers, prefetch: options.Writers * 2));
        rabbit.ReceiveEndpoint(route.Previews, endpoint =>
        {
            endpoint.SetArguments(RecordRoute.PreviewArguments);
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PublishFaults = false;
            endpoint.ConcurrentMessageLimit = options.Writers;
            endpoint.PrefetchCount = options.Writers * 2;
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
            endpoint.ConfigureConsumer<PreviewConsumer>(context);
        });
    }

    static void Receive<TConsumer>(
        this IRabbitMqReceiveEndpointConfigurator endpoint, IBusRegistrationContext context,
        IReadOnlyDictionary<string, object> arguments, int writers, int prefetch) where TConsumer : class, IConsumer
    {
        endpoint.SetArguments(arguments);
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = prefetch;
        endpoint.ConcurrentMessageLimit = writers;
        endpoint.UseMessageRetry(DatabaseAway.Wait);
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new DatabaseAway.StayInQueue());
            // Who waits is told at once.
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(new BuriedOnce.Mark());
            pipe.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter(new BuriedOnce());
            pipe.UseFilter(new DeadLetterTransportFilter());
        });
        endpoint.ConfigureConsumer<TConsumer>(context);
    }

    /// <summary>MassTransit has a queue each for what throws and for what no one understands; both are dead letters here.</summary>
    static void SendFailuresTo(this IRabbitMqBusFactoryConfigurator rabbit, RecordRoute route)
    {
        var names = new OneName(route.Dead);
        rabbit.SendTopology.ErrorQueueNameFormatter = names;
        rabbit.SendTopology.DeadLetterQueueNameFormatter = names;
        rabbit.SendTopology.ConfigureErrorSettings = BeDead;
        rabbit.SendTopology.ConfigureDeadLetterSettings = BeDead;

        void BeDead(IRabbitMqQueueBindingConfigurator queue)
        {
            // It comes with the arguments of the queue that the message was in.
            foreach (var name in route.Arguments.Keys)
            {
                queue.SetQueueArgument(name, null!);
            }
            queue.SetArguments(RecordRoute.DeadArguments);
        }
    }

    static void SetArguments(this IRabbitMqQueueConfigurator queue, IReadOnlyDictionary<string, object> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            queue.SetQueueArgument(name, value);
        }
    }

    sealed class OneName(string name) : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
    {
        public string FormatErrorQueueName(string queueName) => name;

        public string FormatDeadLetterQueueName(string queueName) => name;
    }
}
