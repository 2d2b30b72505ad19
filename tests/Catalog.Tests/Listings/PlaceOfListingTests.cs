using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Catalog.Tests.Listings;

public class PlaceOfListingTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_is_empty_is_absent_and_a_municipality_stands_by_itself()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var municipality = new Address { Municipality = "Säffle" };
        await catalog.WriteAsync(
            new ARecord("bare") { Title = "Strandbad", Place = new RecordPlace { Address = municipality } }.Observed(),
            new ARecord("named") { Title = "Hamnbad", Place = new RecordPlace { Name = "Hamnen", Address = municipality } }.Observed(),
            new ARecord("wrong") { Title = "Långt bort", Place = new RecordPlace { Latitude = 35.97, Longitude = 16.7, Address = municipality } }.Observed());
        foreach (var id in new[] { "bare", "named", "wrong" })
        {
            Assert.Equal("1785", (string)(await catalog.DetailAsync($"fjallkart:{id}"))["municipality"]!["code"]!);
        }
        Assert.Null((await catalog.DetailAsync("fjallkart:bare"))["place"]);
        Assert.Null((await catalog.DetailAsync("fjallkart:wrong"))["place"]);
        Assert.Equal("""{"name":"Hamnen"}""", (await catalog.DetailAsync("fjallkart:named"))["place"]!.ToJsonString());
    }
}
