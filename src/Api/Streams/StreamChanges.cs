using Besoksnaring.Api.Log;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Streams;

sealed class StreamChanges(LogReader log, StreamAnswer streams) : IOperation
{
    public static OperationDescription Description { get; } = new("streamChanges", "Changes", "Every change as it happens (server-sent events)", "EventStream")
    {
        Remarks = "The log as events: `id` is the position, `data` says which listing and whether it is `updated` or `deleted`; its address has the listing itself. The first event, `log`, tells epoch and position. "
            + "A browser that loses the stream comes back by itself and gets what it missed. Who is too slow is told `behind` with a position, and the stream ends. A sign of life comes every 15 seconds.",
        Query = [StreamAnswer.After],
        Problems = [ProblemType.PositionExpired],
        ContentType = "text/event-stream",
    };

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        streams.SendAsync(context, query, "", ReadAsync, cancellationToken);

    async Task<StreamPage> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var page = await log.ReadAsync(after, limit, cancellationToken);
        return new([.. page.Entries.Select(StreamEvent.Of)], page.Log, page.Entries.Count > 0 ? page.Entries[^1].Position : after, Expired: page.IsExpired);
    }
}
