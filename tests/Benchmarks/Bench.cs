using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Besoksnaring.Benchmarks;

/// <summary>The servers of one run, and how much to ask of them. Each question has a database and queues of its own.</summary>
sealed class Bench : IAsyncDisposable
{
    readonly PostgresFixture postgres = new();

    Bench(Sizes sizes, CancellationToken cancellationToken) => (Sizes, Cancellation) = (sizes, cancellationToken);

    public Sizes Sizes { get; }

    public CancellationToken Cancellation { get; }

    public RabbitMqFixture Broker { get; } = new();

    public static async Task<Bench> StartAsync(Sizes sizes, CancellationToken cancellationToken)
    {
        var bench = new Bench(sizes, cancellationToken);
        await bench.postgres.InitializeAsync();
        await bench.Broker.InitializeAsync();
        return bench;
    }

    public Task<string> DatabaseAsync() => postgres.CreateDatabaseAsync("benchmark");

    /// <returns>The connection string of a catalogue with no records.</returns>
    public async Task<string> EmptyCatalogAsync()
    {
        var connectionString = await DatabaseAsync();
        await CatalogSchema.MigrateAsync(connectionString, Cancellation);
        await using var database = new CatalogDatabase(connectionString);
        await CatalogGate.PublishMunicipalitiesAsync(database, Region.Default, Cancellation);
        return connectionString;
    }

    /// <summary>The shipped write path.</summary>
    public static ServiceProvider WriterOf(string connectionString)
    {
        var configuration = Settings(("ConnectionStrings:Besoksnaring", connectionString));
        return new ServiceCollection().AddLogging().AddCatalogWriter(configuration).BuildServiceProvider();
    }

    public static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    /// <summary>Sends all messages, as two writers do: each takes the next when it is done with one.</summary>
    public async Task WriteAsync(IRecordSink writer, IEnumerable<RecordsObserved> messages) =>
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancellation },
            async (message, cancellationToken) => await writer.SendAsync(message, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
