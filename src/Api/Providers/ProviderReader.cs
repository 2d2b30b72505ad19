using Besoksnaring.Api.Vocabulary;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Providers;

sealed class ProviderReader(ReadDatabase database, CatalogueCounts counts)
{
    const string Columns = """
        select p.id, p.name, p.organisation, p.format, p.licence_id, p.licence_permits, p.contact, p.rank, p.complete_for, p.schedule,
            p.health, p.last_run_id, p.last_verdict, p.last_run_at, p.last_complete_at, p.known_records,
            (select r.reason from ingest.run_report r where r.id = p.last_run_id)
        from ingest.provider_status p
        """;

    const string AllSql = Columns + " order by p.id";
    const string OneSql = Columns + " where p.id = $1";

    /// <returns>All of them, by id.</returns>
    public async Task<IReadOnlyList<ProviderView>> ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(AllSql);
        return await ReadAsync(command, cancellationToken);
    }

    /// <returns>Null when there is no such provider.</returns>
    public async Task<ProviderView?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(OneSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return (await ReadAsync(command, cancellationToken)).FirstOrDefault();
    }

    async Task<List<ProviderView>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var listings = (await counts.ReadAsync(cancellationToken)).Providers;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var providers = new List<ProviderView>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetString(0);
            providers.Add(new ProviderView
            {
                Id = id,
                Name = reader.GetString(1),
                Organisation = reader.GetString(2),
                Format = reader.GetString(3),
                Licence = new LicenceView(reader.GetString(4), reader.GetFieldValue<string[]>(5)),
                Contact = reader.IsDBNull(6) ? null : reader.GetString(6),
                Rank = reader.GetInt32(7),
                CompleteFor = reader.GetString(8),
                Schedule = reader.IsDBNull(9) ? null : reader.GetString(9),
                Health = reader.GetString(10),
                LastRun = reader.IsDBNull(11)
                    ? null
                    : new LastRunView(
                        reader.GetGuid(11),
                        reader.IsDBNull(12) ? null : reader.GetString(12),
                        reader.IsDBNull(13) ? null : reader.GetFieldValue<Instant>(13),
                        reader.IsDBNull(16) ? null : reader.GetString(16)),
                LastCompleteAt = reader.IsDBNull(14) ? null : reader.GetFieldValue<Instant>(14),
                KnownRecords = reader.GetInt64(15),
                Listings = listings.GetValueOrDefault(id),
            });
        }
        return providers;
    }
}
