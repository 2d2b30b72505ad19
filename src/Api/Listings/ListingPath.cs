using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;

namespace Besoksnaring.Api.Listings;

/// <summary>What is common to everything under one listing's address.</summary>
static class ListingPath
{
    const int LongestId = 100;

    public static readonly PathParameter Id = new("id", "The listing's permanent id.", "01J9ZQ4T7W8X");

    /// <returns>The id asked for; what cannot be one is none that the database knows, and is not sent to it.</returns>
    public static string IdOf(HttpContext context, string name = "id")
    {
        var id = (string)context.Request.RouteValues[name]!;
        return id.Length <= LongestId && !id.Any(char.IsControl) && !id.Any(char.IsSurrogate) ? id : "";
    }

    /// <summary>Answers for a listing that is not live: 404, 410, or 301 to its successor.</summary>
    /// <returns>Whether it did.</returns>
    public static async Task<bool> AnswerIfGoneAsync(HttpContext context, string id, FoundListing? found, string below = "")
    {
        switch (found)
        {
            case null:
                await ProblemAnswer.WriteAsync(context, Problem.ListingUnknown((string)context.Request.RouteValues["id"]!));
                return true;
            case { ReplacedBy: { } successor }:
                context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
                context.Response.Headers.Location = $"{context.PublicUrl()}/api/v1/listings/{Uri.EscapeDataString(successor)}{below}{context.Request.QueryString}";
                context.Response.Headers.CacheControl = Caching.Catalogue;
                return true;
            case { TombstonedAt: { } at }:
                await ProblemAnswer.WriteAsync(context, Problem.ListingTombstoned(id, at));
                return true;
            default:
                return false;
        }
    }
}
