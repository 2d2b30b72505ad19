using System.CommandLine;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Vocabularies;
using Npgsql;

namespace Besoksnaring.Ingest.Commands;

/// <summary>The boundary of every command: what is wrong is told in a sentence, and the exit code says that it was.</summary>
static class Terminal
{
    public static async Task<int> AskAsync(ParseResult parsed, Func<IHost> build, Func<IHost, TextWriter, Task<int>> act, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        using var host = build();
        try
        {
            return await act(host, output);
        }
        catch (Exception exception) when (exception is RegistryException or VocabularyException or InvalidOperationException or InvalidDataException)
        {
            await error.WriteLineAsync(exception.Message);
            return IngestCommands.Failed;
        }
        catch (NpgsqlException exception)
        {
            await error.WriteLineAsync($"The database cannot be used: {exception.Message}");
            return IngestCommands.Failed;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
