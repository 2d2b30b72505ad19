using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Catalogue;
using CsCheck;
using NodaTime;

namespace Besoksnaring.Api.Tests.Events;

/// <summary>Random questions to random events, held against an answer worked out in memory.</summary>
public sealed class EventModelTests(ServedCatalogue servers)
{
    static readonly Gen<Question> Questions =
        from start in Gen.Select(One(new LocalDate(2026, 10, 25), new LocalDate(2026, 12, 5), new LocalDate(2026, 12, 31), new LocalDate(2027, 3, 28)), Gen.Int[-4, 4])
        from days in One(1, 2, 3, 9, 120)
        from view in One("events", "occurrences")
        from ongoing in One("true", "true", "false", "only")
        from ended in Gen.Bool
        from weekdays in Gen.OneOf(Gen.Const(Array.Empty<IsoDayOfWeek>()), Gen.Const(Array.Empty<IsoDayOfWeek>()), Gen.Int[1, 7].Select(day => (IsoDayOfWeek)day).ArrayUnique[1, 3])
        from clock in Gen.Select(Rarely(Gen.Int[0, 23].Select(h => new LocalTime(h, 0))), Rarely(Gen.Int[0, 23].Select(h => new LocalTime(h, 15))))
        from minutes in Gen.Select(Rarely(Gen.Int[0, 600]), Rarely(Gen.Int[30, 1200]))
        from municipality in One<string?>(null, null, null, null, "1780", "1784")
        from notMunicipality in One<string?>(null, null, null, "1766")
        from concept in One<string?>(null, null, null, null, "music", "music.opera", "market")
        from notConcept in One<string?>(null, null, null, "music.concert")
        from free in One<bool?>(null, null, null, null, null, true, false)
        from radius in One<double?>(null, null, null, null, null, 5, 12)
        from magic in One(false, false, false, false, false, false, true)
        from limit in One(1, 3, 20, 100)
        select new Question(
            start.Item1.PlusDays(start.Item2), days, view, ongoing, ended, weekdays, clock.Item1, clock.Item2, minutes.Item1, minutes.Item2,
            municipality, notMunicipality, concept, notConcept, free, radius, magic, limit);

    /// <summary>Of what goes on for some days the only days of the week that are asked for may be past. One random question in a thousand shows it.</summary>
    static readonly Question WasCountedWrongly = new(
        new(2026, 12, 1), 9, "events", "true", Ended: false, [IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday], null, null, null, null, null, "1766", null, null, null, null, OnlyMagic: false, 20);

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static Gen<T?> Rarely<T>(Gen<T> gen) where T : struct => Gen.Int[0, 9].SelectMany(n => n == 0 ? gen.Select(value => (T?)value) : Gen.Const((T?)null));

    [Fact]
    public async Task Every_question_is_answered_as_memory_would_in_pages_of_any_size()
    {
        await using var catalogue = await EventCatalogue.StartAsync(servers, RandomEvents.Make(250, seed: 7));
        Assert.True(catalogue.Happenings.Count > 500, $"Only {catalogue.Happenings.Count} happenings.");
        var (found, counted) = (0, 0);
        await CheckAsync(WasCountedWrongly);
        await Questions.SampleAsync(CheckAsync, iter: 300, threads: 2, print: question => question.Path());
        Assert.True(found > 1_000 && counted > 1_000, $"Only {found} rows and {counted} counts were found: the questions are too narrow to show anything.");

        async Task CheckAsync(Question question)
        {
            var expected = question.Answer(catalogue.Happenings).ToList();
            var (rows, total, facets) = await AllAsync(catalogue, question.Path() + "&facets=day,municipality,concept");
            Assert.Equal(expected, rows);
            Assert.Equal(expected.Count, total);
            foreach (var facet in facets)
            {
                var counts = facet.Value!.AsArray().ToDictionary(v => (string)v!["value"]!, v => (int)v!["count"]!);
                Assert.Equal(question.Facet(facet.Key, catalogue.Happenings), counts);
                Interlocked.Add(ref counted, counts.Count);
            }
            Interlocked.Add(ref found, rows.Count);
        }
    }

    static async Task<(List<(string Listing, string StartLocal)> Rows, int Total, JsonObject Facets)> AllAsync(EventCatalogue catalogue, string path)
    {
        var rows = new List<(string, string)>();
        var (total, next, facets) = (0, path, (JsonObject?)null);
        for (var pages = 0; next is not null; pages++)
        {
            Assert.True(pages < 1_000, $"{path} does not end.");
            var page = await catalogue.GetAsync(next);
            rows.AddRange(page["events"]!.AsArray().Select(row => ((string)row!["id"]!, (string)row["occurrences"]![0]!["startLocal"]!)));
            facets ??= (JsonObject)page["facets"]!;
            Assert.True(JsonNode.DeepEquals(facets, page["facets"]), $"{next} counts otherwise than the first page.");
            total = (int)page["_meta"]!["totalCount"]!;
            next = page["_links"]!["next"] is JsonObject link ? new Uri((string)link["href"]!).PathAndQuery : null;
        }
        return (rows, total, facets!);
    }
}
