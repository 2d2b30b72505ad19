using Besoksnaring.Catalog.Bus;
using Besoksnaring.Contracts;

// The consumer as it ships, on a catalogue that one record kills. Each record it keeps is a line on standard output.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddConsumers(builder.Configuration);
builder.Services.AddSingleton<IRecordSink, DyingCatalog>();
await builder.Build().RunAsync();

sealed class DyingCatalog : IRecordSink
{
    public Task SendAsync(RecordsObserved records, CancellationToken cancellationToken)
    {
        foreach (var record in records.Records)
        {
            if (record.Key.RecordId == "kills")
            {
                Environment.FailFast("This record kills its process.");
            }
            Console.WriteLine(record.Key);
        }
        return Task.CompletedTask;
    }

    public Task SendAsync(RunCompleted run, CancellationToken cancellationToken) => Task.CompletedTask;
}
