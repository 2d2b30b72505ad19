namespace Besoksnaring.Benchmarks;

/// <summary>What can be asked, in the order it is answered. Each gives rows of one table.</summary>
static class Questions
{
    public static IReadOnlyDictionary<string, Func<Bench, Task<IReadOnlyList<string>>>> All { get; } = new Dictionary<string, Func<Bench, Task<IReadOnlyList<string>>>>
    {
        ["write"] = Writing.AskAsync,
        ["bus"] = Bus.AskAsync,
        ["quiet"] = QuietBus.AskAsync,
        ["read"] = Reading.AskAsync,
        ["search"] = Searching.AskAsync,
        ["feed"] = Feeding.AskAsync,
        ["fresh"] = Freshness.AskAsync,
        ["webhooks"] = Webhooks.AskAsync,
        ["memory"] = Memory.AskAsync,
    };

    public static async Task<int> AskAsync(Sizes sizes, string? only, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(sizes, cancellationToken);
        var rows = new List<string>();
        foreach (var (name, ask) in All.Where(question => only is null || question.Key == only))
        {
            await Console.Error.WriteLineAsync($"{name} ...");
            rows.AddRange(await ask(bench));
        }
        foreach (var line in await Machine.DescribeAsync(bench))
        {
            Console.WriteLine(line);
        }
        Console.WriteLine();
        Console.WriteLine("| question | ours | reference | ratio (spread) | target | |");
        Console.WriteLine("|---|---|---|---|---|---|");
        rows.ForEach(Console.WriteLine);
        return 0;
    }
}
