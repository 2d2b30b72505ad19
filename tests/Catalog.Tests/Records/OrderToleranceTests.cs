using System.Text.Json.Nodes;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using CsCheck;

namespace Besoksnaring.Catalog.Tests.Records;

/// <summary>Messages come late, twice and in any order: what the catalogue says in the end is what was said last.</summary>
public class OrderToleranceTests(PostgresFixture postgres)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static readonly Gen<(List<RecordObserved> History, List<RecordObserved[]> Delivery)> Any =
        from history in History.Any
        from delivery in History.Disordered(history)
        select (history, delivery);

    [Fact]
    public async Task However_it_is_delivered_the_last_word_on_each_record_stands()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        await Any.SampleAsync(async sample =>
        {
            var inOrder = await DeliverAsync(catalog, sample.History.Chunk(50));
            AssertModel(sample.History, inOrder);
            var otherwise = await DeliverAsync(catalog, sample.Delivery);
            Assert.Equal(inOrder, otherwise);
        }, iter: 80, threads: 1, print: Printed);
    }

    /// <summary>The checker is worth something: a catalogue that forgets how new its records are does not pass it.</summary>
    [Fact]
    public async Task A_catalogue_without_the_sequence_guard_is_caught()
    {
        await using var catalog = await TestCatalog.CreateAsync(postgres);
        var caught = 0;
        await Any.SampleAsync(async sample =>
        {
            var dump = await DeliverAsync(catalog, sample.Delivery, "update catalog.source_record set sequence = -1");
            caught += Differs(() => AssertModel(sample.History, dump)) ? 1 : 0;
        }, iter: 10, threads: 1);
        Assert.True(caught >= 5, $"Only {caught} of 10 histories told it apart.");
    }

    static async Task<SortedDictionary<string, string>> DeliverAsync(TestCatalog catalog, IEnumerable<RecordObserved[]> messages, string? sabotage = null)
    {
        await catalog.ClearAsync();
        foreach (var message in messages)
        {
            if (sabotage is not null)
            {
                await catalog.ExecuteAsync(sabotage);
            }
            await catalog.WriteAsync(message);
        }
        await CatalogInvariants.AssertAsync(catalog);
        return await catalog.DumpAsync();
    }

    static void AssertModel(List<RecordObserved> history, SortedDictionary<string, string> dump)
    {
        var model = CatalogModel.Of(history);
        Assert.Equal(model.Keys, dump.Keys);
        foreach (var (records, expected) in model)
        {
            var detail = JsonNode.Parse(dump[records])!;
            Assert.Equal((records, expected.Title, expected.Precise), (records, (string)detail["title"]!, (bool?)detail["place"]?["point"]?["precise"]));
        }
    }

    static bool Differs(Action check)
    {
        try
        {
            check();
            return false;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return true;
        }
    }

    static string Printed((List<RecordObserved> History, List<RecordObserved[]> Delivery) sample) =>
        "delivered: " + string.Join(" | ", sample.Delivery.Select(message => string.Join(", ", message.Select(Printed))));

    static string Printed(RecordObserved record) => record.Content is { } content
        ? $"{record.Key}#{record.Sequence} '{content.Title}' [{string.Join(' ', content.SharedIds)}] {content.Place?.Latitude}"
        : $"{record.Key}#{record.Sequence} withdrawn";
}
