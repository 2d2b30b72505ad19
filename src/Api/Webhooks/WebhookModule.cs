namespace Besoksnaring.Api.Webhooks;

/// <summary>Calls partners at each change of what they subscribe to (Standard Webhooks 1.0.0).</summary>
static class WebhookModule
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<MessagePages>();
        services.AddSingleton<DeliveryWriter>();
        services.AddSingleton<FollowerParts>();
        services.AddSingleton<StoppedNotices>();
        services.AddHostedService<Dispatcher>();
        return services;
    }
}
