using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Besoksnaring.Api.Problems;

/// <summary>The one place where an exception becomes an answer.</summary>
sealed partial class FaultHandler(ILogger<FaultHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        var problem = ProblemOf(exception);
        if (problem.Type == ProblemType.Fault)
        {
            Log.Fault(logger, context.Request.Path, exception);
        }
        if (problem.Type.Status == StatusCodes.Status503ServiceUnavailable)
        {
            Log.NotAnswered(logger, problem.Type.Name, context.Request.Path, exception.Message);
        }
        await ProblemAnswer.WriteAsync(context, problem);
        return true;
    }

    static Problem ProblemOf(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } =>
            new(ProblemType.TooSlow, "The question took longer than it may.") { RetryAfterSeconds = 5 },
        PostgresException { IsTransient: false } => new(ProblemType.Fault, "An unexpected fault; our log has it."),
        NpgsqlException or SocketException or TimeoutException =>
            new(ProblemType.Unavailable, "The catalogue's database does not answer.") { RetryAfterSeconds = 2 },
        BadHttpRequestException bad => new(ProblemType.RequestRefused, bad.Message),
        _ => new(ProblemType.Fault, "An unexpected fault; our log has it."),
    };

    static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Path} could not be answered")]
        public static partial void Fault(ILogger logger, string path, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Problem}: {Path} was answered 503: {Reason}")]
        public static partial void NotAnswered(ILogger logger, string problem, string path, string reason);
    }
}
