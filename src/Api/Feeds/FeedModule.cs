using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Feeds;

/// <summary>What a partner keeps a copy by.</summary>
static class FeedModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddSingleton<FeedReader>();
        services.AddSingleton<SearchFeeds>();
        return services;
    }

    public static void MapFeeds(this IEndpointRouteBuilder api)
    {
        api.MapOperation<ReadFeed>("/feeds/{kind}");
        api.MapOperation<ReadSearchFeed>("/searches/{id}/feed");
    }
}
