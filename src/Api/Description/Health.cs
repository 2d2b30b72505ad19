using Besoksnaring.Api.Answers;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Queries;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Besoksnaring.Api.Description;

sealed class ShowLive : IOperation
{
    public static OperationDescription Description { get; } = new("showLive", "About", "The process runs", "Health");

    public Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken) =>
        JsonAnswer.ObjectAsync(context, new HealthView("live"), "no-store");
}

sealed class ShowReady(HealthCheckService checks) : IOperation
{
    public const string Tag = "ready";

    public static OperationDescription Description { get; } = new("showReady", "About", "The API can answer", "Health")
    {
        Remarks = "503 until everything in this process that must be ready is.",
    };

    public async Task AnswerAsync(HttpContext context, QueryValues query, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains(Tag), cancellationToken);
        if (report.Status == HealthStatus.Healthy)
        {
            await JsonAnswer.ObjectAsync(context, new HealthView("ready"), "no-store");
            return;
        }
        var waiting = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"{entry.Key}: {entry.Value.Description}");
        await ProblemAnswer.WriteAsync(context, new Problem(ProblemType.Unavailable, string.Join(" ", waiting)) { RetryAfterSeconds = 1 });
    }
}

sealed record HealthView(string Status);
