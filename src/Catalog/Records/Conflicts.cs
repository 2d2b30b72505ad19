using Npgsql;

namespace Besoksnaring.Catalog.Records;

/// <summary>What two writers do to each other, and what is done about it.</summary>
static partial class Conflicts
{
    const int Attempts = 6;

    /// <summary>Another writer was in the way and nothing was written: the same once more.</summary>
    public static async Task AgainAsync(Func<Task> write, ILogger logger)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write();
                return;
            }
            catch (PostgresException conflict) when (attempt < Attempts && IsConflict(conflict))
            {
                Log.Conflict(logger, conflict.SqlState, attempt);
            }
        }
    }

    static bool IsConflict(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Another writer was in the way ({sqlState}); trying the same message again, attempt {attempt}.")]
        public static partial void Conflict(ILogger logger, string sqlState, int attempt);
    }
}
