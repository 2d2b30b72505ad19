using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.OpenApi;

/// <summary>What an operation takes and gives. The request is read by it and OpenAPI is written from it.</summary>
/// <param name="Id">The operationId: verb and noun.</param>
/// <param name="Schema">Name of the answer's schema in <c>schemas.json</c>.</param>
sealed record OperationDescription(string Id, string Tag, string Summary, string Schema)
{
    public string? Remarks { get; init; }

    /// <summary>The path's own parameters.</summary>
    public IReadOnlyList<PathParameter> Path { get; init; } = [];

    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>The answer can be had in every <see cref="Shapes.Shape"/>.</summary>
    public bool HasShapes => Query.Contains(Parameters.Shape);

    /// <summary>Problems besides those that every operation has.</summary>
    public IReadOnlyList<ProblemType> Problems { get; init; } = [];

    public string ContentType { get; init; } = "application/json";

    /// <summary>Answers 301 to a listing's successor.</summary>
    public bool Redirects { get; init; }
}

sealed record PathParameter(string Name, string Description, string Example);
