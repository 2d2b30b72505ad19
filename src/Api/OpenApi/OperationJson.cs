using System.Globalization;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.Vocabulary;

namespace Besoksnaring.Api.OpenApi;

/// <summary>One operation as OpenAPI says it.</summary>
static class OperationJson
{
    /// <summary>Its name among the document's security schemes.</summary>
    public const string KeyScheme = "partnerKey";

    static readonly ProblemType[] Always = [ProblemType.TooManyCalls, ProblemType.TooSlow, ProblemType.Unavailable, ProblemType.Fault];

    public static JsonObject Of(OperationDescription operation, Known known)
    {
        var json = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
        };
        if (Described(operation.Remarks, operation.Deprecated) is { } description)
        {
            json["description"] = description;
        }
        if (operation.Deprecated is not null)
        {
            json["deprecated"] = true;
        }
        var parameters = operation.Path.Select(OfPath).Concat((operation.TakesQueryInBody ? [] : operation.Query).Select(parameter => OfQuery(parameter, known))).ToArray<JsonNode?>();
        if (parameters.Length > 0)
        {
            json["parameters"] = new JsonArray(parameters);
        }
        if (operation.Body is { } body)
        {
            json["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = body.Schema(known), ["example"] = body.Example.DeepClone() } },
            };
        }
        if (operation.Scope is not null)
        {
            json["security"] = new JsonArray(new JsonObject { [KeyScheme] = new JsonArray() });
        }
        json["responses"] = Responses(operation);
        return json;
    }

    static string? Described(string? text, Deprecation? deprecated) => deprecated is null ? text : text is null ? deprecated.Text() : $"{text} {deprecated.Text()}";

    static JsonObject OfPath(PathParameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = "path",
        ["required"] = true,
        ["description"] = parameter.Description,
        ["schema"] = new JsonObject { ["type"] = "string" },
        ["example"] = parameter.Example,
    };

    static JsonObject OfQuery(QueryParameter parameter, Known known)
    {
        var json = new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = "query",
            ["description"] = Described(parameter.Description, parameter.Deprecated),
            ["schema"] = parameter.Schema(known),
            ["example"] = Example(parameter),
        };
        if (parameter.Deprecated is not null)
        {
            json["deprecated"] = true;
        }
        if (parameter.IsList)
        {
            // Repeating it is understood too; OpenAPI can name only one way.
            json["style"] = "form";
            json["explode"] = false;
        }
        return json;
    }

    static JsonNode Example(QueryParameter parameter) => parameter switch
    {
        NumberParameter or YearParameter => int.Parse(parameter.Example, CultureInfo.InvariantCulture),
        FlagParameter => true,
        { ExampleValue: { } value } => value,
        { IsList: true } => new JsonArray(parameter.Example),
        _ => parameter.Example,
    };

    static JsonObject Responses(OperationDescription operation)
    {
        var ok = Body(operation.ContentType, operation.Schema, operation.Summary);
        ok["headers"] = new JsonObject();
        if (operation.IsRead)
        {
            ok["headers"]!["ETag"] = Header("Send it back in `If-None-Match`.");
        }
        if (operation.Query.Contains(Parameters.Language))
        {
            ok["headers"]!["Content-Language"] = Header("The language that was chosen.");
        }
        if (operation.HasShapes)
        {
            AddShapes(ok);
        }
        if (operation.Status == StatusCodes.Status201Created)
        {
            ok["headers"]!["Location"] = Header("Where it is.");
        }
        var responses = new JsonObject
        {
            [operation.Status.ToString(CultureInfo.InvariantCulture)] = operation.Status == StatusCodes.Status204NoContent ? new JsonObject { ["description"] = operation.Summary } : ok,
        };
        if (operation.IsRead)
        {
            responses["304"] = new JsonObject { ["description"] = "What you have is what there is." };
        }
        if (operation.Redirects)
        {
            responses["301"] = new JsonObject
            {
                ["description"] = "Merged: its successor is at `Location`.",
                ["headers"] = new JsonObject { ["Location"] = Header("The successor.") },
            };
        }
        // Without parameters of its own, any parameter is unknown.
        ProblemType[] refusals = operation.Query.Count > 0 ? [ProblemType.UnknownParameter, ProblemType.InvalidValue] : [ProblemType.UnknownParameter];
        foreach (var types in refusals.Concat(operation.HasShapes ? [ProblemType.NotAcceptable] : []).Concat(operation.Scope is null ? [] : [ProblemType.KeyNeeded, ProblemType.ScopeMissing]).Concat(operation.Problems).Concat(Always).Distinct().GroupBy(type => type.Status))
        {
            var text = string.Join(" ", types.Select(type => $"**{type.Name}**: {type.English}"));
            var body = Body("application/problem+json", "Problem", text);
            body["content"]!["application/problem+json"]!["examples"] = new JsonObject(types.Select(type =>
                KeyValuePair.Create(type.Name, (JsonNode?)new JsonObject { ["value"] = ProblemExamples.Of(type, operation) })));
            responses[types.Key.ToString(CultureInfo.InvariantCulture)] = body;
        }
        return responses;
    }

    static void AddShapes(JsonObject ok)
    {
        foreach (var shape in Shape.All.Where(shape => shape != Shape.Json))
        {
            ok["content"]![shape.MediaType] = new JsonObject
            {
                ["schema"] = shape.Schema is { } name
                    ? new JsonObject { ["$ref"] = "#/components/schemas/" + name }
                    : new JsonObject { ["type"] = "string", ["description"] = shape.Description },
            };
        }
        ok["headers"]!["Vary"] = Header("The request's headers that the answer depends on: `Accept`, `Accept-Language`, `Accept-Encoding`, `Authorization`.");
    }

    static JsonObject Header(string description) =>
        new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    static JsonObject Body(string contentType, string schema, string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject
        {
            [contentType] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + schema } },
        },
    };
}
