using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Exports;

sealed class ExportListings(ExportAnswer exports) : IOperation
{
    public static OperationDescription Description { get; } = new("exportListings", "Feeds", "Everything at once, and where to go on", "Export")
    {
        Remarks = ExportAnswer.Remarks,
        Query = [Parameters.Language],
        ContentType = ExportAnswer.ContentType,
    };

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        exports.SendAsync(context, FeedFilter.Everything, query, "/api/v1/feeds/listings", cancellationToken);
}
