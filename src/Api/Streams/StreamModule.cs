using Besoksnaring.Api.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Besoksnaring.Api.Streams;

static class StreamModule
{
    /// <summary>
    /// What may wait in memory, once written, for a caller who does not take it. With Kestrel's own 64 kB thousands of listeners who have gone to
    /// sleep would hold all there is; most answers are shorter, or written in one go and wait whole anyway.
    /// </summary>
    const int Unsent = 16 * 1024;

    public static IServiceCollection AddStreams(this IServiceCollection services)
    {
        services.AddSingleton<StreamTopics>();
        services.AddSingleton<StreamAnswer>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxResponseBufferSize = Unsent);
        return services;
    }

    public static void MapStreams(this IEndpointRouteBuilder api)
    {
        api.MapOperation<StreamChanges>("/changes/stream");
        api.MapOperation<StreamSearch>("/searches/{id}/stream");
    }
}
