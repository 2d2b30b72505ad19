using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;
using NodaTime;

namespace Besoksnaring.Catalog.Tests.Listings;

/// <summary>The stored JSON: a function of what was said and when it was written, well-formed, with nothing empty in it.</summary>
public class BytesTests(PostgresFixture postgres)
{
    static readonly Instant Written = Instant.FromUtc(2026, 5, 1, 12, 0);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static RecordObserved Rich(long sequence = 1, string title = "Rävstugan")
    {
        var plain = new ARecord("1")
        {
            Sequence = sequence,
            Title = title,
            Description = "<p>Vid <em>sjön</em></p>",
            Kind = ListingKind.Event,
            SharedIds = ["wd:Q1"],
            Links = [new Link("website", "https://example.se/")],
            Place = new RecordPlace { Name = "Stugan", Latitude = 59.38, Longitude = 13.5, Address = new Address { City = "Karlstad" } },
            Schedule = new Schedule { TimeZone = "Europe/Stockholm", Occurrences = [new GivenOccurrence { StartDate = new LocalDate(2020, 1, 1) }, new GivenOccurrence { StartDate = new LocalDate(2026, 7, 1), StartTime = new LocalTime(19, 0) }] },
        }.Observed();
        return plain with
        {
            Content = plain.Content! with
            {
                Images = [new Image { Url = "https://example.se/1.jpg" }],
                Prices = [new Price { Amount = 0 }],
                Accessibility = ["", "wheelchair"],
                OpeningHours = new OpeningHours(),
                Contact = new Contact { Email = "nobody" },
                Organizer = new Organizer { Name = " " },
            },
        };
    }

    [Fact]
    public async Task Nothing_is_null_and_nothing_empty()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Rich(), new ARecord("bare").Observed());
        foreach (var bytes in await catalog.ColumnAsync<byte[]>("select list from catalog.listing_bytes union all select detail from catalog.listing_bytes"))
        {
            using var json = JsonDocument.Parse(bytes);
            AssertSaysSomething(json.RootElement, "$");
        }
    }

    [Fact]
    public async Task The_same_said_at_the_same_time_gives_the_same_bytes_and_what_is_unchanged_keeps_them()
    {
        const string Bytes = "select string_agg(language || etag || md5(list) || md5(replace(encode(detail, 'escape'), listing_id, '')), ' ' order by language) from catalog.rendering";
        const string Details = "select md5(string_agg(replace(encode(detail, 'escape'), listing_id, ''), '' order by language)) from catalog.rendering";
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var clock = new AClock(Written);
        var writer = catalog.WriterAt(clock);
        await writer.SendAsync(new RecordsObserved([Rich()]), Ct);
        var (first, details) = (await catalog.ScalarAsync<string>(Bytes), await catalog.ScalarAsync<string>(Details));

        clock.Now += Duration.FromDays(400);
        await writer.SendAsync(new RecordsObserved([Rich(sequence: 2)]), Ct);
        Assert.Equal(first, await catalog.ScalarAsync<string>(Bytes));

        await catalog.ClearAsync();
        clock.Now = Written;
        await writer.SendAsync(new RecordsObserved([Rich()]), Ct);
        Assert.Equal(details, await catalog.ScalarAsync<string>(Details));
    }

    [Fact]
    public async Task The_tag_changes_with_the_bytes_and_differs_between_languages()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await catalog.WriteAsync(Rich());
        var before = await catalog.ColumnAsync<string>("select etag from catalog.listing_bytes");
        await catalog.WriteAsync(Rich(sequence: 2, title: "Grävlingsstugan"));
        var after = await catalog.ColumnAsync<string>("select etag from catalog.listing_bytes");
        Assert.Equal(12, before.Concat(after).Distinct().Count());
    }

    static void AssertSaysSomething(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var properties = element.EnumerateObject().ToList();
                Assert.True(properties.Count > 0, $"{path} is an empty object.");
                Assert.True(properties.DistinctBy(p => p.Name).Count() == properties.Count, $"{path} names a property twice.");
                properties.ForEach(property => AssertSaysSomething(property.Value, $"{path}.{property.Name}"));
                break;
            case JsonValueKind.Array:
                Assert.True(element.GetArrayLength() > 0, $"{path} is an empty list.");
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    AssertSaysSomething(item, $"{path}[{index}]");
                }
                break;
            case JsonValueKind.Null:
                Assert.Fail($"{path} is null.");
                break;
            case JsonValueKind.String:
                Assert.True(element.GetString()!.Trim().Length > 0, $"{path} is blank.");
                break;
        }
    }
}
