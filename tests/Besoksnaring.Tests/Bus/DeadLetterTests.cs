using System.CommandLine;
using Besoksnaring.Catalog.Bus;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Besoksnaring.Tests.Bus;

public class DeadLetterTests(RabbitMqFixture rabbit)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_throws_becomes_a_dead_letter_with_its_reason_and_the_queue_goes_on()
    {
        var route = rabbit.NewRoute();
        var tries = 0;
        var catalog = new RememberingCatalog(records =>
        {
            if (records.Records[0].Key.RecordId == "throws")
            {
                Interlocked.Increment(ref tries);
                throw new InvalidDataException("The title is not a text.");
            }
            return Task.CompletedTask;
        });
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await ingest.Sink().SendAsync(Given.Records("throws", "other"), Ct);
        await ingest.Sink().SendAsync(Given.Records("good"), Ct);
        await catalog.UntilAsync(["good"]);
        var letter = Assert.Single(await LettersAsync(route, 1));
        Assert.Equal("System.IO.InvalidDataException: The title is not a text.", letter.Reason);
        Assert.Contains(nameof(RememberingCatalog), letter.Details, StringComparison.Ordinal);
        Assert.Equal((nameof(RecordsObserved), "test:throws and 1 more"), (letter.Kind, letter.Summary));
        Assert.NotNull(letter.DiedAt);
        Assert.InRange(tries, 1, 10);
    }

    [Fact]
    public async Task A_message_that_kills_its_process_becomes_a_dead_letter_alone_and_the_queue_goes_on()
    {
        var route = rabbit.NewRoute();
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        // All of them are given to the process before it dies, and so are suspect with the one that kills.
        await ingest.Sink().SendAsync(Given.Records("kills"), Ct);
        var good = Enumerable.Range(0, 12).Select(number => $"good-{number}").ToList();
        foreach (var recordId in good)
        {
            await ingest.Sink().SendAsync(Given.Records(recordId), Ct);
        }
        await using var catalog = new DyingProcess(rabbit.Uri, route);
        var letter = Assert.Single(await LettersAsync(route, 1));
        Assert.Equal("test:kills", letter.Summary);
        Assert.Contains("consumer died", letter.Reason, StringComparison.Ordinal);
        Assert.InRange(catalog.Deaths, 2, 10);
        await Waiting.UntilAsync(() =>
        {
            lock (catalog.Kept)
            {
                return Task.FromResult(good.All(recordId => catalog.Kept.Contains($"test:{recordId}")));
            }
        });
        Assert.Single(await LettersAsync(route, 1));
    }

    [Fact]
    public async Task What_is_no_message_of_ours_becomes_a_dead_letter_too()
    {
        var route = rabbit.NewRoute();
        var catalog = new RememberingCatalog();
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await PublishAsync(route, "hello"u8.ToArray());
        await LettersAsync(route, 1);
        await ingest.Sink().SendAsync(Given.Records("good"), Ct);
        await catalog.UntilAsync(["good"]);
        var letter = Assert.Single(await LettersAsync(route, 1));
        Assert.Equal("unknown", letter.Kind);
        Assert.Equal("hello", letter.Body);
    }

    [Fact]
    public async Task Letters_are_listed_shown_and_retried_by_command()
    {
        var route = rabbit.NewRoute();
        var mended = false;
        var catalog = new RememberingCatalog(_ => mended ? Task.CompletedTask : throw new InvalidDataException("Broken."));
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        foreach (var recordId in new[] { "a", "b", "c" })
        {
            await ingest.Sink().SendAsync(Given.Records(recordId), Ct);
        }
        var letters = await LettersAsync(route, 3);
        var (code, said) = await RunAsync(route, "list");
        Assert.Equal(0, code);
        Assert.Contains("test:b", said, StringComparison.Ordinal);
        Assert.Contains("System.IO.InvalidDataException: Broken.", said, StringComparison.Ordinal);
        Assert.Contains("3 dead letters", said, StringComparison.Ordinal);

        var b = letters.Single(letter => letter.Summary == "test:b");
        Assert.Contains("Vårmarknad b", (await RunAsync(route, "show", b.Id)).Said, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(route, "show", "ffffffff-none")).Code);
        Assert.NotEqual(0, (await RunAsync(route, "retry")).Code);
        Assert.Equal(3, (await LettersAsync(route, 3)).Count);

        mended = true;
        Assert.Contains("1 sent again", (await RunAsync(route, "retry", b.Id)).Said, StringComparison.Ordinal);
        await catalog.UntilAsync(["b"]);
        Assert.Equal(2, (await LettersAsync(route, 2)).Count);
        Assert.Contains("2 sent again", (await RunAsync(route, "retry", "--all")).Said, StringComparison.Ordinal);
        await catalog.UntilAsync(["a", "c"]);
        Assert.Contains("0 dead letters", (await RunAsync(route, "list")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_fails_again_has_its_new_reason()
    {
        var route = rabbit.NewRoute();
        var reason = "First.";
        var catalog = new RememberingCatalog(_ => throw new InvalidDataException(reason));
        using var ingest = await Services.IngestAsync(rabbit.Uri, route);
        using var consumer = await Services.CatalogAsync(rabbit.Uri, route, catalog);
        await ingest.Sink().SendAsync(Given.Records("a"), Ct);
        await LettersAsync(route, 1);
        reason = "Second.";
        await RunAsync(route, "retry", "--all");
        await Waiting.UntilAsync(async () => (await LettersAsync(route, 1))[0].Reason.Contains("Second.", StringComparison.Ordinal));
    }

    async Task<List<DeadLetter>> LettersAsync(RecordRoute route, int count)
    {
        var letters = new List<DeadLetter>();
        await Waiting.UntilAsync(async () =>
        {
            await using var queue = await DeadLetters.OpenAsync(new BusOptions { Uri = rabbit.Uri, Queue = route.Name }, Ct);
            letters = await queue.ReadAsync(Ct).ToListAsync(Ct);
            return letters.Count >= count;
        });
        return letters;
    }

    async Task PublishAsync(RecordRoute route, byte[] body)
    {
        await using var connection = await new ConnectionFactory { Uri = rabbit.Uri }.CreateConnectionAsync(Ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Ct);
        await channel.BasicPublishAsync("", route.Name, body, Ct);
    }

    async Task<(int Code, string Said)> RunAsync(RecordRoute route, params string[] arguments)
    {
        var root = new RootCommand();
        DeadLetterCommands.AddTo(root, new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("RabbitMq:Uri", rabbit.Uri.ToString()), new("RabbitMq:Queue", route.Name),
        ]).Build());
        using var said = new StringWriter();
        var code = await root.Parse(["dead-letters", .. arguments])
            .InvokeAsync(new InvocationConfiguration { Output = said, Error = said }, Ct);
        return (code, said.ToString());
    }
}
