using Besoksnaring.Testing;
using Besoksnaring.Tests.Running;

[assembly: AssemblyFixture(typeof(Besoksnaring.Tests.Loads.UndisturbedLoad))]

namespace Besoksnaring.Tests.Loads;

/// <summary>The catalogue that every disturbed load must end in, made once when the first test asks.</summary>
public sealed class UndisturbedLoad
{
    readonly Lock once = new();
    Task<SortedDictionary<string, string>>? dump;

    /// <summary>The registry that both loads read.</summary>
    public string Registry { get; } = RealRegistry.Write();

    public int Providers => System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Registry))!["providers"]!.AsArray().Count;

    public Task<SortedDictionary<string, string>> DumpAsync(PostgresFixture postgres)
    {
        lock (once)
        {
            return dump ??= LoadAsync(postgres);
        }
    }

    async Task<SortedDictionary<string, string>> LoadAsync(PostgresFixture postgres)
    {
        await using var system = RunningSystem.InOneProcess(await postgres.CreateDatabaseAsync("undisturbed"), Registry);
        system.StartAll();
        await new Load(system).FinishAsync(Providers);
        return await CatalogDump.ReadAsync(system.Database);
    }
}
