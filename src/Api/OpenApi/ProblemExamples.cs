using System.Text.Json.Nodes;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Shapes;

namespace Besoksnaring.Api.OpenApi;

/// <summary>What each problem looks like when it comes.</summary>
static class ProblemExamples
{
    public static JsonObject Of(ProblemType type, OperationDescription operation)
    {
        var example = new JsonObject
        {
            ["type"] = "https://data.example.se" + type.Path,
            ["title"] = type.Title,
            ["status"] = type.Status,
            ["detail"] = type.English.Split(". ")[0].TrimEnd('.') + ".",
            ["instance"] = "/api/v1/listings",
        };
        if (type == ProblemType.UnknownParameter)
        {
            example["detail"] = "There is no parameter 'limt' here.";
            example["parameter"] = "limt";
            example["allowed"] = new JsonArray([.. operation.Query.Select(p => (JsonNode)p.Name)]);
            if (operation.Query.Any(p => p.Name == "limit"))
            {
                example["nearest"] = "limit";
            }
        }
        if (type == ProblemType.InvalidValue)
        {
            example["detail"] = "'limit' must be from 1 to 100.";
            example["parameter"] = "limit";
            example["value"] = "1000";
            example["allowed"] = new JsonArray("1-100");
        }
        if (type == ProblemType.NotAcceptable)
        {
            example["detail"] = "None of the accepted media types can be had here.";
            example["allowed"] = new JsonArray([.. Shape.All.Select(shape => (JsonNode)shape.MediaType)]);
        }
        if (type == ProblemType.ListingTombstoned)
        {
            example["tombstonedAt"] = "2026-11-23T06:00:00Z";
        }
        return example;
    }
}
