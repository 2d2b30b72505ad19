using System.Text.Json;
using NodaTime;

namespace Besoksnaring.Api.Searches;

/// <summary>A saved search as it was defined. Whose it is is nobody's business.</summary>
sealed record SavedSearchView(string Id, string Name, string Resource, JsonElement Query, Instant CreatedAt, Instant UpdatedAt)
{
    public static SavedSearchView Of(SavedSearch search)
    {
        using var query = JsonDocument.Parse(search.Query);
        return new(search.Id, search.Name, search.Resource, query.RootElement.Clone(), search.CreatedAt, search.UpdatedAt);
    }

    public static (string Rel, string Href)[] Links(SavedSearch search, string publicUrl) =>
        [("self", $"{publicUrl}{SearchPath.Root}/{search.Id}/definition"), ("results", $"{publicUrl}{SearchPath.Root}/{search.Id}")];
}
