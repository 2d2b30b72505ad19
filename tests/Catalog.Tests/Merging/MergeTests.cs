using Besoksnaring.Catalog.Merging;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Merging;

public class MergeTests
{
    static readonly Instant Monday = Instant.FromUtc(2026, 6, 1, 0, 0);

    [Fact]
    public void The_lower_rank_decides_then_the_later_change_then_the_key_whatever_the_order_of_the_records()
    {
        HeldRecord[] records =
        [
            Held(new ARecord("old") { Title = "Äldre", ModifiedAt = Monday }),
            Held(new ARecord("new") { Title = "Nyare", ModifiedAt = Monday + Duration.FromDays(1) }),
            Held(new ARecord("undated") { Title = "Odaterad" }),
            Held(new ARecord("trusted") { Title = "Betrodd", Rank = 1 }),
        ];
        foreach (var order in new[] { records, [.. records.Reverse()], [records[2], records[0], records[3], records[1]] })
        {
            Assert.Equal(["trusted", "new", "old", "undated"], Of(order).Records.Select(record => record.Key.RecordId));
            Assert.Equal("Betrodd", Of(order).Content.Title["sv"]);
        }
    }

    [Fact]
    public void A_field_that_the_most_trusted_leaves_out_is_anothers_and_provenance_says_whose_and_what_the_others_say()
    {
        var merged = Of(
            Held(new ARecord("a") { Rank = 1, Title = "A" }),
            Held(new ARecord("b") { Rank = 2, Title = "B", Description = "Om B" }));
        Assert.Equal("fjallkart:b", merged.Provenance.Single(entry => entry.Field == "description.sv").Record.ToString());
        var title = merged.Provenance.Single(entry => entry.Field == "title.sv");
        Assert.Equal(("fjallkart:a", "B"), (title.Record.ToString(), title.Others.Single().Value));
    }

    [Fact]
    public void A_position_that_is_one_things_own_goes_before_one_that_many_share()
    {
        var shared = new RecordPlace { Latitude = 59.38, Longitude = 13.5 };
        var own = new RecordPlace { Latitude = 59.65, Longitude = 12.59 };
        var merged = Of(point => point.Key == "59.38,13.5", Held(new ARecord("a") { Rank = 1, Place = shared }), Held(new ARecord("b") { Rank = 2, Place = own }));
        Assert.Equal((own.Latitude, true), (merged.Content.Place!.Latitude, merged.IsPrecise));
    }

    [Fact]
    public void A_shared_position_gives_way_to_the_address_but_what_is_abroad_is_looked_up_nowhere()
    {
        static RecordPlace Sunne(double latitude, double longitude) => new() { Latitude = latitude, Longitude = longitude, Address = new Address { City = "Sunne" } };
        Assert.Equal("1766", Of(_ => true, Held(new ARecord("here") { Place = Sunne(59.38, 13.5) })).Place.Municipality);
        Assert.Null(Of(_ => true, Held(new ARecord("ireland") { Place = Sunne(53.35, -6.26) })).Place.Municipality);
    }

    static MergedListing Of(params HeldRecord[] records) => Of(_ => false, records);

    static MergedListing Of(Func<PointUse, bool> isShared, params HeldRecord[] records) => Merge.Of(records, null, isShared, Region.Default);

    static HeldRecord Held(ARecord record)
    {
        var observed = record.Observed();
        var (content, plainText) = RecordCleaning.Clean(observed.Content!);
        return new HeldRecord(observed.Key, observed.Sequence, [], observed.ObservedAt, observed.RunId, content, null) { PlainText = plainText };
    }
}
