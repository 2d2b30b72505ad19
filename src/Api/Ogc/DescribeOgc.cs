using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Description;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;
using Microsoft.OpenApi;

namespace Besoksnaring.Api.Ogc;

/// <summary>Answers the description of what is under <see cref="OgcModule.Root"/>, in the OpenAPI that map programs read.</summary>
sealed class DescribeOgc(EndpointDataSource endpoints, Known known) : IOperation
{
    public static OperationDescription Description { get; } = new("describeOgc", "Capabilities", "This description (OpenAPI 3.0)", "OpenApiDocument") { ContentType = OgcModule.OpenApi };

    JsonObject? document;

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        document ??= await DocumentAsync(cancellationToken);
        var answer = (JsonObject)document.DeepClone();
        answer["servers"] = new JsonArray(new JsonObject { ["url"] = OgcModule.Address(context) });
        context.Response.ContentType = OgcModule.OpenApi;
        await JsonAnswer.ObjectAsync(context, answer, Caching.Description);
    }

    /// <summary>Made as the whole API's is, and then said in version 3.0.</summary>
    async Task<JsonObject> DocumentAsync(CancellationToken cancellationToken)
    {
        var paths = new JsonObject();
        foreach (var (path, operation) in Operations.Under(endpoints, OgcModule.Root))
        {
            paths[path[OgcModule.Root.Length..] is { Length: > 0 } below ? below : "/"] = new JsonObject { ["get"] = OperationJson.Of(operation, known) };
        }
        var schemas = Schemas.Read("ogc.json");
        schemas["Problem"] = Schemas.All["Problem"]!.DeepClone();
        var whole = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = ShowApiInfo.Name + ", OGC API - Features",
                ["version"] = ShowApiInfo.Version,
                ["description"] = "The catalogue as features, for map programs. Open for reading, without a key. What cannot be honoured is refused with a problem (RFC 9457).",
                ["license"] = new JsonObject { ["name"] = "Apache 2.0 (the program; each listing has its providers' licences)" },
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
        var read = OpenApiDocument.Parse(whole.ToJsonString(), "json");
        if (read.Diagnostic is { Errors: { Count: > 0 } errors })
        {
            throw new InvalidOperationException("The description of /ogc is not OpenAPI: " + string.Join("; ", errors));
        }
        return (JsonObject)JsonNode.Parse(await read.Document!.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0, cancellationToken))!;
    }
}
