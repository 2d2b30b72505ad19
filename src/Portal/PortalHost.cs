using Besoksnaring.Bus;
using Besoksnaring.Vocabularies;
using Npgsql;

namespace Besoksnaring.Portal;

/// <summary>The portal as a service of its own: what people write goes over RabbitMQ.</summary>
static class PortalHost
{
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var builder = WebApplication.CreateBuilder();
            builder.Services.AddPortal(builder.Configuration).AddBusDesk(builder.Configuration, "besoksnaring-portal");
            builder.Services.AddHealthChecks().AddCheck<PortalHealth>("portal", tags: ["ready"]);
            await using var app = builder.Build();
            app.MapPortal();
            app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
            app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
            app.MapGet("/", () => Results.Redirect(PortalModule.Path));
            await app.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (exception is VocabularyException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (NpgsqlException exception)
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {exception.Message}");
            return 1;
        }
    }
}
