using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Widget;

/// <summary>
/// The script behind &lt;besok-events&gt;: <c>widget.js</c> with its words, its style and the names of the filters put in, so that a new
/// filter of the API is one of the widget too.
/// </summary>
static partial class WidgetScript
{
    /// <summary>What shapes an answer and chooses no events: the widget decides that itself.</summary>
    static readonly HashSet<string> NotFilters = [Parameters.Shape.Name, Parameters.Offset.Name, EventParameters.After.Name, Parameters.Language.Name, "fields", "include", "facets", "sort"];

    static readonly byte[] Script = Make();

    /// <summary>Part of the address in our own pages, so that it may be kept as long as anybody likes.</summary>
    public static string Version { get; } = EntityTags.Of(Script).Trim('"');

    public static IReadOnlyList<string> Filters => [.. ListEvents.Description.Query.Select(parameter => parameter.Name).Where(name => !NotFilters.Contains(name))];

    public static async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        // Modules are fetched with CORS, and a cache on the way may have it from someone who did not say where from.
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.ETag = $"\"{Version}\"";
        // Sites link to the address without a version: what we mend reaches them within minutes.
        response.Headers.CacheControl = context.Request.QueryString.Value == "?" + Version
            ? "public, max-age=31536000, immutable"
            : "public, max-age=300, stale-while-revalidate=86400";
        if (EntityTags.AnswerIfHeld(context, $"\"{Version}\""))
        {
            return;
        }
        response.ContentType = "text/javascript; charset=utf-8";
        response.ContentLength = Script.Length;
        await response.BodyWriter.WriteAsync(Script, context.RequestAborted);
    }

    static byte[] Make()
    {
        var style = Blank().Replace(EmbeddedFile.Text("widget.css"), " ");
        return Encoding.UTF8.GetBytes(EmbeddedFile.Text("widget.js")
            .Replace("\"{{texts}}\"", WidgetTexts.WidgetJson, StringComparison.Ordinal)
            .Replace("\"{{filters}}\"", JsonSerializer.Serialize(Filters), StringComparison.Ordinal)
            .Replace("\"{{style}}\"", JsonValue.Create(style).ToJsonString(), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
