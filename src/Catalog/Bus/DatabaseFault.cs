using System.Net.Sockets;
using Npgsql;

namespace Besoksnaring.Catalog.Bus;

/// <summary>Tells a fault of the database, which passes, from a fault of the message, which does not.</summary>
static class DatabaseFault
{
    public static bool Passes(Exception exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            if (at is NpgsqlException { IsTransient: true } or SocketException or TimeoutException || IsRestart(at as PostgresException))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsRestart(PostgresException? exception) => exception?.SqlState
        is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        // A standby that was not promoted yet, or a server that an operator has set read-only.
        or PostgresErrorCodes.ReadOnlySqlTransaction;
}
