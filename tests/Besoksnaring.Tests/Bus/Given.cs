using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Tests.Bus;

static class Given
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 7, 1, 10, 0);

    public static RecordsObserved Records(params string[] recordIds) => new([.. recordIds.Select(Record)]);

    public static RecordObserved Record(string recordId) => new(
        new RecordKey("test", recordId), Guid.Parse("0190f5a8-0000-7000-8000-000000000001"), 7, Noon,
        new RecordContent
        {
            Kind = ListingKind.Event,
            Source = new RecordSource { Rank = 10, Licence = "CC0-1.0", ModifiedAt = Noon },
            Title = new LocalizedText("sv", $"Vårmarknad {recordId}"),
            Prices = [new Price { Amount = 12.50m, Currency = "SEK" }],
        });

    public static RunCompleted Run() =>
        new("test", Guid.Parse("0190f5a8-0000-7000-8000-000000000001"), RunScope.Everything, 3, 1, RunVerdict.Complete);
}
