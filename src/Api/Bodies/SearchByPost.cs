using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Bodies;

/// <summary>A search whose parameters come in the body. It is answered as the same search by address is, links and all.</summary>
sealed class SearchByPost<T>(T search) : IOperation
    where T : class, IOperation
{
    public static OperationDescription Description { get; } = T.Description with
    {
        Id = T.Description.Id.Replace("list", "search", StringComparison.Ordinal),
        Method = HttpMethods.Post,
        Summary = T.Description.Summary + ": parameters in a body, for what is too long for an address",
        Remarks = "The members of the body are the parameters of the search by address, and so are the answer and its links. A link that would be too long for an address "
            + "has `method` POST and a `body`: send it to its `href` as it is.",
        TakesQueryInBody = true,
        Body = QueryBody.Describe(T.Description.Query),
        Problems = [.. T.Description.Problems, .. JsonBody.Problems],
    };

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) => search.AnswerAsync(context, query, cancellationToken);
}
