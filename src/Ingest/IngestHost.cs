using Besoksnaring.Ingest.Commands;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Bus;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Ingest;

/// <summary>Ingest as a service of its own: what it sends goes over RabbitMQ.</summary>
static class IngestHost
{
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddIngest(builder.Configuration).AddBusRecordSink(builder.Configuration);
        await using var app = builder.Build();
        app.MapIngest();
        try
        {
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (exception is RegistryException or VocabularyException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return IngestCommands.Failed;
        }
    }

    public static IHost ForCommands()
    {
        var builder = Host.CreateApplicationBuilder();
        // At a terminal the command's own lines are the story.
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddIngestRuns(builder.Configuration).AddBusRecordSink(builder.Configuration);
        return builder.Build();
    }
}
