using System.Threading.Channels;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest;

// The mutant that the kill tests must catch: all roles as they ship, but a sink that confirms what it only remembers.
var builder = WebApplication.CreateBuilder(args);
var database = CatalogModule.DatabaseOf(builder.Configuration);
await CatalogSchema.MigrateAsync(database, CancellationToken.None);
await IngestSchema.MigrateAsync(database, CancellationToken.None);
builder.Services.AddCatalog(builder.Configuration).AddIngest(builder.Configuration);
builder.Services.AddSingleton<ForgetfulSink>();
builder.Services.AddSingleton<IRecordSink>(services => services.GetRequiredService<ForgetfulSink>());
builder.Services.AddHostedService(services => services.GetRequiredService<ForgetfulSink>());
await builder.Build().RunAsync();

sealed class ForgetfulSink(CatalogWriter catalog) : BackgroundService, IRecordSink
{
    readonly Channel<RecordsObserved> remembered = Channel.CreateUnbounded<RecordsObserved>();

    public Task SendAsync(RecordsObserved records, CancellationToken cancellationToken) =>
        remembered.Writer.WriteAsync(records, cancellationToken).AsTask();

    public Task SendAsync(RunCompleted run, CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var records in remembered.Reader.ReadAllAsync(stoppingToken))
        {
            await catalog.SendAsync(records, stoppingToken);
        }
    }
}
