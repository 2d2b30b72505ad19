namespace Besoksnaring.Portal.Listings;

static class ListingsModule
{
    public static void AddListings(this IServiceCollection services)
    {
        services.AddSingleton<ListingFinder>();
        services.AddScoped<ListingAccess>();
        services.AddScoped<Publishing>();
    }
}
