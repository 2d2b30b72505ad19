using System.Globalization;
using System.Text.Json;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Log;

sealed class ListChanges(LogReader log) : IOperation
{
    static readonly PositionParameter After = new("after", "Only what comes after this position. Default: from the beginning.");

    static readonly NumberParameter Limit = new("limit", "Rows in one answer.", 1, 1000, 20);

    public static OperationDescription Description { get; } = new("listChanges", "Changes", "The log: every change of every listing, in order", "ChangeList")
    {
        Remarks = "Positions are contiguous: whoever has 7 and gets 8 has missed nothing. A listing is there as often as it changed; for a copy the feeds are shorter. Kept for at least 30 days. "
            + "When `_meta.epoch` is another than before, the catalogue was begun anew or restored: load your copy anew.",
        Query = [After, Limit],
        Problems = [ProblemType.PositionExpired],
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var (after, limit, publicUrl) = (query.Of(After) ?? 0, query.Of(Limit), context.PublicUrl());
        var page = await log.ReadAsync(after, limit, cancellationToken);
        if (page.IsExpired)
        {
            await ProblemAnswer.WriteAsync(context, Problem.PositionExpired(after, publicUrl));
            return;
        }
        var last = page.Entries.Count > 0 ? page.Entries[^1].Position : after;
        var answer = JsonAnswer.List("changes", json => WriteHead(json, context, query, page.Log, last, limit));
        foreach (var entry in page.Entries)
        {
            answer.Row(new ChangeView(entry.Position, entry.ListingId, entry.Kind, entry.Change, entry.CommittedAt), $"{publicUrl}/api/v1/listings/{entry.ListingId}");
        }
        await answer.EndListAsync(context, Caching.Status);
    }

    static void WriteHead(Utf8JsonWriter json, HttpContext context, QueryValues query, LogState state, long last, int limit)
    {
        json.WriteStartObject("_meta");
        json.WriteString("epoch", state.Epoch.ToString("N"));
        json.WriteNumber("position", state.Position);
        json.WriteNumber("limit", limit);
        json.WriteEndObject();
        json.WriteStartObject("_links");
        Links.Write(json, "self", context.ListAddress() + query.Write());
        var others = query.WriteWithout(After);
        Links.Write(json, "next", $"{context.ListAddress()}{(others.Length > 0 ? others + "&" : "?")}after={last.ToString(CultureInfo.InvariantCulture)}");
        json.WriteEndObject();
    }
}

/// <summary>An entry of the log as it leaves the API.</summary>
sealed record ChangeView(long Position, string Id, string Kind, string Change, NodaTime.Instant CommittedAt);
