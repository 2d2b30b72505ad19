using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.OpenApi;

/// <summary>Answers one method of one resource. There is no other way into the API, so what holds here holds everywhere.</summary>
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
        var operation = ActivatorUtilities.GetServiceOrCreateInstance<T>(routes.ServiceProvider);
        var known = routes.ServiceProvider.GetRequiredService<Known>();
        routes.MapMethods(path, T.Description.IsRead ? Reads : [T.Description.Method], AnswerAsync).WithMetadata(T.Description).WithDisplayName(T.Description.Id);

        async Task AnswerAsync(HttpContext context)
        {
            if (KeyCheck.Refused(context, T.Description) is { } refused)
            {
                await ProblemAnswer.WriteAsync(context, refused);
                return;
            }
            var (query, problem) = await ReadAsync(context, T.Description, known);
            Deprecation.Say(context, T.Description, query);
            await (problem is null ? operation.AnswerAsync(context, query!, context.RequestAborted) : ProblemAnswer.WriteAsync(context, problem));
        }
    }

    /// <summary>Maps a search, by address and by POST: what is too long for an address.</summary>
    public static void MapSearch<T>(this IEndpointRouteBuilder routes, string path)
        where T : class, IOperation
    {
        routes.MapOperation<T>(path);
        routes.MapOperation<SearchByPost<T>>(path + SearchAddress.Below);
        // Else a listing's path would take the word for an id.
        routes.Map(path + SearchAddress.Below, context =>
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Post;
            return Task.CompletedTask;
        });
    }

    static async Task<(QueryValues? Query, Problem? Problem)> ReadAsync(HttpContext context, OperationDescription description, Known known)
    {
        var (query, refusals) = await QueryReading.ReadAsync(context.Request.QueryString, description.TakesQueryInBody ? [] : description.Query, known, context.RequestAborted);
        if (refusals.Count == 0 && description.TakesQueryInBody)
        {
            var (body, problem) = await JsonBody.ReadAsync(context);
            using var _ = body;
            if (problem is not null)
            {
                return (null, problem);
            }
            (query, refusals) = await QueryBody.ReadAsync(body!.RootElement, description.Query, known, context.RequestAborted);
        }
        return refusals.Count > 0 ? (null, Problem.Refused(refusals, context.PublicUrl())) : (query, null);
    }
}
