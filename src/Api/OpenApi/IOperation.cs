using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.OpenApi;

/// <summary>Answers one resource. There is no other way into the API, so what holds here holds everywhere.</summary>
interface IOperation
{
    static abstract OperationDescription Description { get; }

    Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken);
}

static class OperationMapping
{
    static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps an operation: a query that it does not describe is answered with a problem before it is asked.</summary>
    public static void MapOperation<T>(this IEndpointRouteBuilder routes, string path)
        where T : class, IOperation
    {
        var operation = ActivatorUtilities.CreateInstance<T>(routes.ServiceProvider);
        var known = routes.ServiceProvider.GetRequiredService<Known>();
        routes.MapMethods(path, Reads, AnswerAsync).WithMetadata(T.Description).WithDisplayName(T.Description.Id);

        async Task AnswerAsync(HttpContext context)
        {
            var (query, refusals) = await QueryReading.ReadAsync(context.Request.QueryString, T.Description.Query, known, context.RequestAborted);
            if (refusals.Count > 0)
            {
                await ProblemAnswer.WriteAsync(context, Problem.Refused(refusals, context.PublicUrl()));
                return;
            }
            await operation.AnswerAsync(context, query, context.RequestAborted);
        }
    }
}
