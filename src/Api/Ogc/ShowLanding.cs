using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Description;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Ogc;

sealed class ShowLanding : IOperation
{
    public static OperationDescription Description { get; } = new("showLanding", "Capabilities", "What is here, for a map program", "LandingPage");

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var address = OgcModule.Address(context);
        return JsonAnswer.ObjectAsync(
            context,
            new LandingView(ShowApiInfo.Name, "Everything there is to see, do, eat and sleep in, as features on a map (OGC API - Features).",
            [
                new(address, "self", OgcModule.Json, "This page"),
                new(address + "/api", "service-desc", OgcModule.OpenApi, "The API's description (OpenAPI 3.0)"),
                new(context.PublicUrl() + "/docs", "service-doc", "text/plain", "Guide for developers"),
                new(address + "/conformance", "conformance", OgcModule.Json, "What it conforms to"),
                new(address + "/collections", "data", OgcModule.Json, "The collections"),
            ]),
            Caching.Description);
    }
}

sealed record LandingView(string Title, string Description, IReadOnlyList<OgcLink> Links);
