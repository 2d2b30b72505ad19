using Besoksnaring.Catalog.Listings;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Records;

public class LifeOfAListingTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_back_does_not_take_the_id_of_what_lived_on()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("a", "hav") { SharedIds = ["eu:1"] }.Observed(), new ARecord("b", "wiki") { SharedIds = ["eu:1"] }.Observed());
        await catalog.WriteAsync(new ARecord("a", "hav") { Sequence = 2 }.Tombstone());
        var id = (string)(await catalog.DetailAsync("wiki:b"))["id"]!;
        await catalog.WriteAsync(new ARecord("a", "hav") { Sequence = 3 }.Observed());
        Assert.Equal(id, (string)(await catalog.DetailAsync("wiki:b"))["id"]!);
        Assert.NotEqual(id, (string)(await catalog.DetailAsync("hav:a"))["id"]!);
    }

    [Fact]
    public async Task A_date_beyond_the_horizon_appears_as_time_moves_and_is_no_change()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var now = Instant.FromUtc(2026, 1, 1, 0, 0);
        await catalog.WriterAt(new SetClock(now)).SendAsync(new RecordsObserved([new ARecord("1")
        {
            Kind = ListingKind.Event,
            Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2027, 9, 1) }] },
        }.Observed()]), Ct);
        Assert.Equal(0L, await catalog.ScalarAsync<long>("select count(*) from catalog.listing_occurrence"));

        using var worker = new HorizonWorker(
            catalog.Database, Region.Default, new SetClock(now + Duration.FromDays(120)), TimeProvider.System, NullLogger<HorizonWorker>.Instance);
        Assert.Equal(1, await worker.MoveAsync(Ct));
        Assert.Equal(1L, await catalog.ScalarAsync<long>("select count(*) from catalog.listing_occurrence"));
        Assert.Equal(1L, await catalog.ScalarAsync<long>("select position from catalog.log_state"));
    }

    [Fact]
    public async Task An_unreadable_last_word_gives_the_same_in_one_message_as_in_two()
    {
        RecordObserved[] words = [new ARecord("1") { Sequence = 4 }.Observed(), new ARecord("1") { Sequence = 5, Title = "<script>x</script>" }.Observed()];
        await using var together = await TestCatalog.CreateAsync(postgres);
        await together.WriteAsync(words);
        await using var apart = await TestCatalog.CreateAsync(postgres);
        await apart.WriteAsync(words[0]);
        await apart.WriteAsync(words[1]);
        Assert.Equal(["fjallkart:1"], (await together.DumpAsync()).Keys);
        Assert.Equal(await apart.DumpAsync(), await together.DumpAsync());
    }

    [Theory]
    [InlineData("karlstad")]
    [InlineData("concert")]
    [InlineData("konzert")]
    public async Task A_visitor_finds_it_by_its_town_and_by_its_category_in_every_language(string word)
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(new ARecord("1")
        {
            Title = "Mendelssohn",
            Kind = ListingKind.Event,
            Concepts = ["music.concert"],
            Place = new RecordPlace { Address = new Address { Municipality = "1780" } },
        }.Observed());
        Assert.Equal(1L, await catalog.ScalarAsync<long>($"select count(*) from catalog.listing_row where search @@ to_tsquery('simple', '{word}')"));
    }

    sealed class SetClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
