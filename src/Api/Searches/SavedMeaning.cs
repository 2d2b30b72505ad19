using System.Text.Json;
using Besoksnaring.Api.Bodies;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using NodaTime;

namespace Besoksnaring.Api.Searches;

/// <summary>What a saved search means now: its body is read anew at each call.</summary>
static class SavedMeaning
{
    /// <returns>What it asks for, or why that can no longer be had: to leave out what is gone would find too much.</returns>
    public static async Task<(QueryValues? Query, Problem? Problem)> ReadAsync(SavedSearch search, Known known, Instant now, string publicUrl, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(search.Query);
        var (saved, refusals) = await QueryBody.ReadAsync(body.RootElement, SearchBody.Saved(search.Resource), known, cancellationToken);
        var outdated = refusals.Count > 0 ? Problem.Refused(refusals, publicUrl) : SearchBody.Clash(search.Resource, saved, known, now, publicUrl);
        return outdated switch
        {
            null => (saved, null),
            _ when outdated.Type == ProblemType.CalendarNoData => (null, outdated),
            _ => (null, Problem.SearchOutdated(outdated)),
        };
    }
}
