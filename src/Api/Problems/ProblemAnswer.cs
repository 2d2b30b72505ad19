using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Contracts;

namespace Besoksnaring.Api.Problems;

static class ProblemAnswer
{
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        var body = new JsonObject
        {
            ["type"] = context.PublicUrl() + problem.Type.Path,
            ["title"] = problem.Type.Title,
            ["status"] = problem.Type.Status,
            ["detail"] = problem.Detail,
            ["instance"] = context.Request.Path.ToUriComponent(),
        };
        foreach (var (name, value) in problem.More)
        {
            body[name] = value?.DeepClone();
        }
        response.StatusCode = problem.Type.Status;
        response.ContentType = "application/problem+json";
        // A withdrawal is as lasting as a listing; what else went wrong may be mended in a moment.
        response.Headers.CacheControl = problem.Type == ProblemType.ListingTombstoned ? Caching.Catalogue : "no-store";
        if (problem.Challenge is { } challenge)
        {
            response.Headers.WWWAuthenticate = challenge;
        }
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ContractsJson.Options);
        response.ContentLength = bytes.Length;
        await response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
