using Besoksnaring.Api.OpenApi;

namespace Besoksnaring.Api.Subscriptions;

/// <summary>What partners are called about, as they say it.</summary>
static class SubscriptionModule
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<SubscriptionBook>();
        services.AddSingleton<SubscribedSearch>();
        return services;
    }

    public static void MapSubscriptions(this IEndpointRouteBuilder api)
    {
        api.MapOperation<ListSubscriptions>("/subscriptions");
        api.MapOperation<AddSubscription>("/subscriptions");
        api.MapOperation<FindSubscription>("/subscriptions/{id}");
        api.MapOperation<ChangeSubscription>("/subscriptions/{id}");
        api.MapOperation<RemoveSubscription>("/subscriptions/{id}");
        api.MapOperation<PauseSubscription>("/subscriptions/{id}/pause");
        api.MapOperation<ResumeSubscription>("/subscriptions/{id}/resume");
        api.MapOperation<RotateSecret>("/subscriptions/{id}/rotate");
        api.MapOperation<TestSubscription>("/subscriptions/{id}/test");
        api.MapOperation<ReplaySubscription>("/subscriptions/{id}/replay");
        api.MapOperation<ListDeliveries>("/subscriptions/{id}/deliveries");
    }
}
