using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Cache;
using Besoksnaring.Api.Description;
using Besoksnaring.Api.Events;
using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Feeds;
using Besoksnaring.Api.Filters;
using Besoksnaring.Api.Limits;
using Besoksnaring.Api.Listings;
using Besoksnaring.Api.Log;
using Besoksnaring.Api.Ogc;
using Besoksnaring.Api.OpenApi;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Problems;
using Besoksnaring.Api.Providers;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Reference;
using Besoksnaring.Api.Runs;
using Besoksnaring.Api.Searches;
using Besoksnaring.Api.Shapes;
using Besoksnaring.Api.StartPage;
using Besoksnaring.Api.Streams;
using Besoksnaring.Api.Subscriptions;
using Besoksnaring.Api.Vocabulary;
using Besoksnaring.Api.WhatsOn;
using Besoksnaring.Api.Webhooks;
using Besoksnaring.Api.Widget;
using Besoksnaring.Mail;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Api;

/// <summary>What the Api is made of.</summary>
static class ApiModule
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("Api")).ValidateOnStart();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton(provider => new ReadDatabase(DatabaseOf(configuration), provider.GetRequiredService<IOptions<ApiOptions>>()));
        services.TryAddSingleton(_ => configuration["Registry:File"] is { Length: > 0 } file ? Region.Load(file) : Region.Default);
        services.AddSingleton<Known>();
        services.AddSingleton<CataloguePosition>();
        services.AddSingleton<CatalogueCounts>();
        services.AddSingleton<ListingReader>();
        services.AddSingleton<OccurrenceReader>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<ListListings>();
        services.AddSingleton<ListEvents>();
        services.AddSingleton<Suggestions>();
        services.AddSingleton<FeatureReader>();
        services.AddSingleton<FacetReader>();
        services.AddSingleton<ShapeReader>();
        services.AddSingleton<ProviderReader>();
        services.AddSingleton<RunReader>();
        services.AddSingleton<UnmappedReader>();
        services.AddSingleton<StartPageReader>();
        services.AddPartners(configuration);
        services.AddOutbound(configuration);
        services.AddMail(configuration);
        services.AddSingleton<LogReader>();
        services.AddFeeds();
        services.AddStreams();
        services.AddSingleton<TrustedProxies>();
        services.AddSingleton<CallLimits>();
        services.AddHostedService<ApiGate>();
        services.AddSubscriptions();
        services.AddWebhooks();
        services.AddHealthChecks().AddCheck<ApiHealth>("api", tags: [ShowReady.Tag]);
        services.AddExceptionHandler<FaultHandler>();
        services.AddAnswerCache();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .AllowAnyOrigin().WithMethods("GET", "HEAD", "POST").AllowAnyHeader()
            .WithExposedHeaders("ETag", "Content-Language", "Retry-After", "Location", "Content-Crs", "Deprecation", "Sunset", "Link", FeedAnswer.EpochHeader, LimitHeaders.Left, LimitHeaders.Policy)
            .SetPreflightMaxAge(TimeSpan.FromHours(24))));
        // Two lines and a scope for each call cost more than an answer from the cache. Put first, so that Logging:LogLevel can ask for them again.
        services.Configure<LoggerFilterOptions>(logging => logging.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, null)));
        services.AddOpenApi(DescribeApi.DocumentName, options => options.AddDocumentTransformer<DocumentTransformer>());
        return services;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        // It makes a service scope for each call; who is no browser on another site needs none.
        app.UseWhen(context => context.Request.Headers.Origin.Count > 0, browsers => browsers.UseCors());
        var limits = app.Services.GetRequiredService<CallLimits>();
        app.Use(next => context => limits.CountAsync(context, next));
        app.UseAnswerCache();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(EmptyAnswers.ExplainAsync);
        app.UsePartnerKeys();
        app.UseRouting();

        var api = app.MapGroup("/api/v1");
        api.MapSearch<ListListings>("/listings");
        api.MapOperation<FindListing>("/listings/{id}");
        api.MapOperation<ListProvenance>("/listings/{id}/provenance");
        api.MapOperation<ListOccurrences>("/listings/{id}/occurrences");
        api.MapSearch<ListEvents>("/events");
        api.MapOperation<ListProviders>("/providers");
        api.MapOperation<FindProvider>("/providers/{id}");
        api.MapOperation<ListRuns>("/runs");
        api.MapOperation<FindRun>("/runs/{id}");
        api.MapOperation<ListQuarantined>("/runs/{id}/quarantined");
        api.MapOperation<ListConcepts>("/concepts");
        api.MapOperation<ListUnmapped>("/concepts/unmapped");
        api.MapOperation<ListMunicipalities>("/municipalities");
        api.MapOperation<ListDestinations>("/destinations");
        api.MapOperation<ListCalendars>("/calendars");
        api.MapOperation<FindCalendar>("/calendars/{id}");
        api.MapOperation<ListSearches>("/searches");
        api.MapOperation<SaveSearch>("/searches");
        api.MapOperation<AskSearch>("/searches/{id}");
        api.MapOperation<ChangeSearch>("/searches/{id}");
        api.MapOperation<RemoveSearch>("/searches/{id}");
        api.MapOperation<FindDefinition>("/searches/{id}/definition");
        api.MapOperation<ListChanges>("/changes");
        api.MapFeeds();
        api.MapSubscriptions();
        api.MapStreams();
        api.MapOperation<ShowApiInfo>("/api-info");
        api.MapOperation<DescribeApi>("/openapi.json");
        app.MapOgc();
        app.MapOperation<ShowLive>("/health/live");
        app.MapOperation<ShowReady>("/health/ready");

        app.MapGet("/", ShowStartPage.AnswerAsync);
        app.MapGet("/style.css", PageStyle.AnswerAsync);
        app.MapGet("/problems/{name}", ShowProblemType.AnswerAsync);
        app.MapGet("/docs", ShowGuide.AnswerAsync);
        app.MapGet(ShowReference.Path, ShowReference.AnswerAsync);
        app.MapGet(ShowReference.Path + "/scalar.js", ReferenceScripts.ScalarAsync);
        app.MapGet(ShowReference.Path + "/start.js", ReferenceScripts.StartAsync);
        app.MapGet(ShowReference.Path + "/frame.css", ReferenceScripts.StyleAsync);
        app.MapGet("/widget", ShowBuilder.AnswerAsync);
        app.MapGet("/widget.js", WidgetScript.AnswerAsync);
        app.MapGet("/whats-on", ShowWhatsOn.AnswerAsync);
        app.MapGet("/whats-on/{id}", ShowEvent.AnswerAsync);
        app.MapGet("/docs/first-answer", ShowGuide.FirstAnswerAsync);
        return app;
    }

    public static string DatabaseOf(IConfiguration configuration) =>
        configuration.GetConnectionString("Reader") ?? configuration.GetConnectionString("Besoksnaring")
        ?? throw new InvalidOperationException("ConnectionStrings:Reader (or ConnectionStrings:Besoksnaring) is not set: it names the PostgreSQL database.");
}
