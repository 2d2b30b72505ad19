using Besoksnaring.Catalog.Listings;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Listings;

public class ListingIdTests
{
    [Fact]
    public void Many_of_one_moment_differ_and_those_of_later_moments_come_after()
    {
        var now = Instant.FromUtc(2026, 5, 1, 12, 0);
        var ids = Enumerable.Range(0, 20_000).Select(_ => ListingId.New(now)).ToHashSet();
        Assert.Equal(20_000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^[0-9a-hjkmnp-tv-z]{16}$", id));
        Assert.True(string.CompareOrdinal(ids.Max(StringComparer.Ordinal), ListingId.New(now + Duration.FromMilliseconds(1))) < 0);
        Assert.True(string.CompareOrdinal(ListingId.New(now), ListingId.New(Instant.FromUtc(2100, 1, 1, 0, 0))) < 0);
    }
}
