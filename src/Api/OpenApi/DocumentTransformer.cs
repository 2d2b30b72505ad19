using System.Text.Json.Nodes;
using Besoksnaring.Api.Description;
using Besoksnaring.Api.Ogc;
using Besoksnaring.Api.Queries;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Besoksnaring.Api.OpenApi;

/// <summary>Fills the document from the mapped operations: what answers is described, and what is described answers.</summary>
sealed class DocumentTransformer(EndpointDataSource endpoints, Known known) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var paths = new JsonObject();
        foreach (var (path, operation) in Operations.NotUnder(endpoints, OgcModule.Root))
        {
            paths[path] ??= new JsonObject();
            paths[path]![operation.Method.ToLowerInvariant()] = OperationJson.Of(operation, known);
        }
        var whole = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = ShowApiInfo.Name,
                ["version"] = ShowApiInfo.Version,
                ["summary"] = "Everything there is to see, do, eat and sleep in, from every system that knows of it, in one catalogue.",
                ["description"] = "Open for reading, without a key. A value that cannot be honoured is refused with a problem (RFC 9457); "
                    + "nothing is silently ignored or capped. Follows the national REST API profile (Digg, 1.2.0).",
                ["license"] = new JsonObject { ["name"] = "Apache 2.0 (the program; each listing has its providers' licences)", ["identifier"] = "Apache-2.0" },
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas.All.DeepClone(),
                ["securitySchemes"] = new JsonObject
                {
                    [OperationJson.KeyScheme] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A partner's key, `bes_…`. What is open needs none." },
                },
            },
        };
        var read = OpenApiDocument.Parse(whole.ToJsonString(), "json");
        if (read.Diagnostic is { Errors: { Count: > 0 } errors })
        {
            throw new InvalidOperationException("The description of the API is not OpenAPI: " + string.Join("; ", errors));
        }
        document.Info = read.Document!.Info;
        document.Paths = read.Document.Paths;
        document.Components = read.Document.Components;
        document.Tags = read.Document.Tags;
        return Task.CompletedTask;
    }
}
