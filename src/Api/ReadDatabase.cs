using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Api;

/// <summary>The database as the Api sees it: read only, statements prepared by use, none longer than its limit.</summary>
sealed class ReadDatabase : IAsyncDisposable
{
    const int LookupConnections = 4;

    public ReadDatabase(string connectionString, IOptions<ApiOptions> options)
    {
        var seconds = options.Value.StatementSeconds;
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "besoksnaring-api",
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            // The server's limit comes first: its error says what happened, and the connection lives on.
            CommandTimeout = seconds + 5,
            // Nothing here changes a session, so there is nothing to reset between two questions: it costs as much as a small one.
            NoResetOnClose = true,
        };
        // Nothing read here is worth compiling or a second process; and what is read often is in memory, where order costs nothing.
        const string planning = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";
        settings.Options = $"{settings.Options} -c statement_timeout={seconds}s -c default_transaction_read_only=on {planning}".Trim();
        // Shared between three pools, so that all together take what one was allowed.
        settings.MaxPoolSize = Math.Max(2, settings.MaxPoolSize / 3);
        Source = Build(settings);
        var common = settings.Options;
        settings.Options = $"{common} -c plan_cache_mode=force_custom_plan";
        Planned = Build(settings);
        settings.Options = $"{common} -c plan_cache_mode=force_generic_plan";
        Settled = Build(settings);
        settings.Options = common;
        settings.Multiplexing = true;
        settings.MaxPoolSize = LookupConnections;
        Lookups = Build(settings);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>For questions that one look into an index answers: several travel together on one connection, and must not wait for a slow one.</summary>
    public NpgsqlDataSource Lookups { get; }

    /// <summary>For questions whose best plan depends on what is asked: a wide neighbourhood is read in order, a narrow one looked up.</summary>
    public NpgsqlDataSource Planned { get; }

    /// <summary>For questions whose best plan is the same whatever is asked: planning them costs more than answering them.</summary>
    public NpgsqlDataSource Settled { get; }

    static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNodaTime();
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await Lookups.DisposeAsync();
        await Settled.DisposeAsync();
        await Planned.DisposeAsync();
        await Source.DisposeAsync();
    }
}
