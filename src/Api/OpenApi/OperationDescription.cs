using System.Text.Json.Nodes;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.OpenApi;

/// <summary>What an operation takes and gives. The request is read by it and OpenAPI is written from it.</summary>
/// <param name="Id">The operationId: verb and noun.</param>
/// <param name="Schema">Name of the answer's schema in <c>schemas.json</c>.</param>
sealed record OperationDescription(string Id, string Tag, string Summary, string Schema)
{
    public string? Remarks { get; init; }

    /// <summary><c>GET</c> answers <c>HEAD</c> too.</summary>
    public string Method { get; init; } = HttpMethods.Get;

    /// <summary>What it answers when all is well.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The path's own parameters.</summary>
    public IReadOnlyList<PathParameter> Path { get; init; } = [];

    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>What a partner's key must be allowed; null: no key is needed.</summary>
    public string? Scope { get; init; }

    /// <summary>What is sent to it; null: nothing.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary><see cref="Query"/> is the members of the body, and the address has none of it.</summary>
    public bool TakesQueryInBody { get; init; }

    /// <summary>The answer can be had in every <see cref="Shapes.Shape"/>.</summary>
    public bool HasShapes => Query.Contains(Parameters.Shape);

    /// <summary>Only looks: may be kept, and asked for on a condition.</summary>
    public bool IsRead => Method == HttpMethods.Get;

    /// <summary>Problems besides those that every operation has.</summary>
    public IReadOnlyList<ProblemType> Problems { get; init; } = [];

    public string ContentType { get; init; } = "application/json";

    /// <summary>Null: it stays.</summary>
    public Deprecation? Deprecated { get; init; }

    /// <summary>Answers 301 to a listing's successor.</summary>
    public bool Redirects { get; init; }
}

sealed record PathParameter(string Name, string Description, string Example);

/// <summary>What a body may say, as JSON Schema has it.</summary>
sealed record BodyDescription(Func<Known, JsonObject> Schema, JsonObject Example);
