using Besoksnaring.Api.Exports;
using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Feeds;

/// <summary>What a partner keeps a copy by.</summary>
static class FeedModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>();
        services.AddSingleton<SearchFeeds>();
        services.AddSingleton<ChecksumReader>();
        services.AddSingleton<ExportReader>();
        services.AddSingleton<ExportAnswer>();
        return services;
    }

    public static void MapFeeds(this IEndpointRouteBuilder api)
    {
        api.MapOperation<ReadFeed>("/feeds/{kind}");
        api.MapOperation<CheckFeed>("/feeds/{kind}/checksum");
        api.MapOperation<ReadSearchFeed>("/searches/{id}/feed");
        api.MapOperation<CheckSearch>("/searches/{id}/checksum");
        api.MapOperation<ExportListings>("/exports/listings");
        api.MapOperation<ExportSearch>("/searches/{id}/export");
    }
}
