using System.IO.Compression;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Cache;

/// <summary>The cache of answers, compressed as they are sent: one mechanism for every resource under the API's root.</summary>
static class CacheModule
{
    /// <summary>More than the largest page of the largest listings; what is larger is answered and not kept.</summary>
    const int LargestBody = 2 * 1024 * 1024;

    public static IServiceCollection AddAnswerCache(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PositionFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<PositionFollower>());
        services.AddSingleton<AnswerCachePolicy>();
        services.AddOutputCache();
        services.AddOptions<OutputCacheOptions>().Configure<AnswerCachePolicy, IOptions<ApiOptions>>((cache, policy, api) =>
        {
            cache.AddBasePolicy(policy);
            // Ids are told apart by case.
            cache.UseCaseSensitivePaths = true;
            cache.SizeLimit = Math.Max(1, api.Value.CacheMegabytes) * 1024L * 1024;
            cache.MaximumBodySize = LargestBody;
        });
        services.AddResponseCompression(compression =>
        {
            // Everything here is public, so there is no secret to be guessed from lengths.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/geo+json", "application/ld+json", "text/csv", "text/calendar"];
        });
        services.Replace(ServiceDescriptor.Singleton<IResponseCompressionProvider, VariantCompression>());
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services;
    }

    public static IApplicationBuilder UseAnswerCache(this IApplicationBuilder app) =>
        app.UseHeldAnswers().UseOutputCache().UseWholeAnswers().UseResponseCompression();
}
