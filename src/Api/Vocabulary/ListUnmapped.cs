using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Vocabulary;

sealed class ListUnmapped(UnmappedReader unmapped) : IOperation
{
    public static OperationDescription Description { get; } = new(
        "listUnmappedCategories", "Vocabularies", "The providers' own category words that no concept is known for, most used first", "UnmappedList")
    {
        Query = [Parameters.Provider, Parameters.Limit, Parameters.Offset],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (limit, offset) = (query.Of(Parameters.Limit), query.Of(Parameters.Offset));
        var (rows, total) = await unmapped.ReadAsync([.. query.Of(Parameters.Provider)], limit, offset, cancellationToken);
        var answer = JsonAnswer.List(context, query, new Page(total, limit, offset), "unmapped");
        foreach (var row in rows)
        {
            answer.Row(row, null);
        }
        await answer.EndListAsync(context, Caching.Status);
    }
}
