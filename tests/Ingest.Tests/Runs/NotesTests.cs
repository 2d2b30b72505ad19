using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Runs;
using Besoksnaring.Vocabularies;
using NodaTime;

namespace Besoksnaring.Ingest.Tests.Runs;

public class NotesTests
{
    [Fact]
    public void What_was_done_to_positions_is_counted_and_what_was_right_is_not()
    {
        var notes = Notes.Of([At(59.38, 13.5), At(13.5, 59.38), At(13.6, 59.4), At(6_583_000, 416_000), At(0, 0), At(59.38, null)], Region.Default);
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["latitude and longitude were swapped back"] = 2,
                ["converted from SWEREF 99 TM"] = 1,
                ["a coordinate of exactly 0 is a missing one"] = 1,
                ["only one coordinate is given"] = 1,
            },
            notes.Positions);
    }

    static ReadItem.Record At(double latitude, double? longitude) => new ReadItem.Record("x", new RecordContent
    {
        Kind = ListingKind.Place,
        Source = new RecordSource { Licence = "CC0-1.0", Rank = 1 },
        Title = new LocalizedText("sv", "Utsikten"),
        Place = new RecordPlace { Latitude = latitude, Longitude = longitude },
    }, "item 1");
}
