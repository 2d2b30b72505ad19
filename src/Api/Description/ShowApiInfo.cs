using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Description;

/// <summary>The five fields of the national REST API profile (Digg, 1.2.0).</summary>
sealed class ShowApiInfo : IOperation
{
    public const string Name = "Besöksnäring";
    public const string Version = "1.0.0";

    /// <summary>The day <see cref="Version"/> was published.</summary>
    const string Released = "2026-11-23";

    public static OperationDescription Description { get; } = new("showApiInfo", "About", "What this API is, after the national REST API profile", "ApiInfo");

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) => JsonAnswer.ObjectAsync(
        context,
        new ApiInfoView(Name, Version, Released, context.PublicUrl() + "/docs", "active"),
        Caching.Description);
}

sealed record ApiInfoView(string ApiName, string ApiVersion, string ApiReleased, string ApiDocumentation, string ApiStatus);
