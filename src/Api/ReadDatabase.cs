using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Api;

/// <summary>The database as the Api sees it: read only, statements prepared by use, none longer than its limit.</summary>
sealed class ReadDatabase : IAsyncDisposable
{
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
        settings.Options = $"{settings.Options} -c statement_timeout={seconds}s -c default_transaction_read_only=on".Trim();
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNodaTime();
        Source = builder.Build();
    }

    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
