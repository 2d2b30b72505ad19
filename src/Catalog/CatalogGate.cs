using Besoksnaring.Vocabularies;

namespace Besoksnaring.Catalog;

/// <summary>Before anything else: the schema is the one this version knows, and the region's municipalities are in it.</summary>
sealed class CatalogGate(CatalogDatabase database, Region region, IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await CatalogSchema.CheckAsync(CatalogModule.DatabaseOf(configuration), cancellationToken);
        await PublishMunicipalitiesAsync(database, region, cancellationToken);
    }

    public static async Task PublishMunicipalitiesAsync(CatalogDatabase database, Region region, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into catalog.municipality as m (code, name, county_code, county_name)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
            on conflict (code) do update set name = excluded.name, county_code = excluded.county_code, county_name = excluded.county_name
            where (m.name, m.county_code, m.county_name) is distinct from (excluded.name, excluded.county_code, excluded.county_name)
            """;
        var all = region.Municipalities.All;
        await using var command = database.Source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = all.Select(m => m.Code).ToArray() });
        command.Parameters.Add(new() { Value = all.Select(m => m.Name).ToArray() });
        command.Parameters.Add(new() { Value = all.Select(m => m.CountyCode).ToArray() });
        command.Parameters.Add(new() { Value = all.Select(m => m.CountyName).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
