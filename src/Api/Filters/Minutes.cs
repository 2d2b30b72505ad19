using NodaTime;

namespace Besoksnaring.Api.Filters;

/// <summary>Nothing here begins, ends, opens or closes within a minute, so an answer that depends on the time holds for one.</summary>
static class Minutes
{
    public static Instant Of(Instant now) => Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 60 * 60);

    public static Instant After(Instant now) => Of(now) + Duration.FromMinutes(1);
}
