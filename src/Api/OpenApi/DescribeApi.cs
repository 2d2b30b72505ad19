using System.Text.Json.Nodes;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Reference;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Besoksnaring.Api.OpenApi;

/// <summary>Answers the OpenAPI document, made once: only the server's address in it depends on the call.</summary>
sealed class DescribeApi(IServiceProvider services) : IOperation
{
    public const string DocumentName = "v1";

    static readonly OneWordParameter Language = new("language", "Language of the description's own texts. Default: `en`.", "sv", ["en", "sv"]);

    public static OperationDescription Description { get; } = new("describeApi", "About", "This description (OpenAPI 3.1)", "OpenApiDocument") { Query = [Language] };

    JsonObject? english;
    JsonObject? swedish;

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        english ??= await DocumentAsync(services, cancellationToken);
        swedish ??= SwedishDescription.Of(english).Document;
        var answer = (JsonObject)(query.Of(Language) == "sv" ? swedish : english).DeepClone();
        answer["servers"] = new JsonArray(new JsonObject { ["url"] = context.PublicUrl() });
        await JsonAnswer.ObjectAsync(context, answer, Caching.Description);
    }

    public static async Task<JsonObject> DocumentAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
        var made = await provider.GetOpenApiDocumentAsync(cancellationToken);
        return (JsonObject)JsonNode.Parse(await made.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken))!;
    }
}
