namespace Besoksnaring.Ingest.Registry;

/// <summary>One thing that is wrong in the registry.</summary>
/// <param name="Entry">Which: <c>providers[3] (turid)</c>, or the file itself.</param>
sealed record RegistryFault(string Entry, string Field, string Reason)
{
    public override string ToString() => Field.Length == 0 ? $"{Entry}: {Reason}" : $"{Entry}: {Field}: {Reason}";
}

/// <summary>The registry is wrong, and says everything that is wrong with it at once. Nothing starts.</summary>
sealed class RegistryException(string file, IReadOnlyList<RegistryFault> faults)
    : Exception($"The registry {file} is wrong:\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}")
{
    public IReadOnlyList<RegistryFault> Faults { get; } = faults;
}
