using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Ogc;

sealed class ShowConformance : IOperation
{
    const string Part1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";

    public static OperationDescription Description { get; } = new("showConformance", "Capabilities", "Which parts of OGC API - Features hold here", "ConfClasses");

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        JsonAnswer.ObjectAsync(context, new ConformanceView([Part1 + "core", Part1 + "oas30", Part1 + "geojson"]), Caching.Description);
}

sealed record ConformanceView(IReadOnlyList<string> ConformsTo);
