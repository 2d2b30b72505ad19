using Microsoft.AspNetCore.Diagnostics;

namespace Besoksnaring.Api.Problems;

/// <summary>No error without words: what the framework answers with a bare status gets a problem too.</summary>
static class EmptyAnswers
{
    public static Task ExplainAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemAnswer.WriteAsync(context, new Problem(ProblemType.NotFound, "There is nothing at this address.")),
            StatusCodes.Status405MethodNotAllowed => ProblemAnswer.WriteAsync(
                context, new Problem(ProblemType.MethodNotAllowed, $"{context.Request.Method} is not possible here.")),
            _ => Task.CompletedTask,
        };
    }
}
