using System.IO.Compression;
using Besoksnaring.Api.Log;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Besoksnaring.Api.Cache;

/// <summary>The cache of answers, compressed as they are sent: one mechanism for every resource under the API's root.</summary>
static class CacheModule
{
    public static IServiceCollection AddAnswerCache(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LogFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<LogFollower>());
        services.AddSingleton<AnswerCache>();
        services.AddResponseCompression(compression =>
        {
            // Everything here is public, so there is no secret to be guessed from lengths.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/geo+json", "application/ld+json", "application/atom+xml", "text/csv", "text/calendar", "application/vnd.oai.openapi+json"];
        });
        services.Replace(ServiceDescriptor.Singleton<IResponseCompressionProvider, VariantCompression>());
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services;
    }

    public static IApplicationBuilder UseAnswerCache(this IApplicationBuilder app)
    {
        var cache = app.ApplicationServices.GetRequiredService<AnswerCache>();
        return app.Use(next => context => cache.AnswerAsync(context, next));
    }
}
