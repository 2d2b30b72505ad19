using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;

namespace Besoksnaring.Api.Searches;

/// <summary>Where a saved search is, and what is answered when it is not there.</summary>
static class SearchPath
{
    public const string Root = "/api/v1/searches";

    public static readonly PathParameter Id = new("id", "The saved search's id.", "k7m2q9xa04tz");

    public static string IdOf(HttpContext context) => (string)context.GetRouteValue("id")!;

    /// <returns>Null when it is there.</returns>
    public static Problem? Gone(string id, SavedSearch? search) =>
        search is null ? Problem.SearchUnknown(id) : search.RemovedAt is { } at ? Problem.SearchRemoved(id, at) : null;
}
