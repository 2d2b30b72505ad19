using System.Collections.Frozen;
using Besoksnaring.Ingest.Registry;

namespace Besoksnaring.Ingest.Providers;

/// <summary>Every format there is, by the word that a registry entry names it with.</summary>
static class ProviderFormats
{
    public static IReadOnlyDictionary<string, IProviderFormat> All { get; } =
        Array.Empty<IProviderFormat>().ToFrozenDictionary(format => format.Name, StringComparer.Ordinal);

    /// <returns>What is wrong with the entry's format and mapping: a path such as <c>mapping.fields.title</c>, and why. None: it can be read.</returns>
    public static IEnumerable<(string Field, string Reason)> Faults(Provider provider)
    {
        if (!All.ContainsKey(provider.Format))
        {
            yield return ("format", $"'{provider.Format}' is no format; there are {string.Join(", ", All.Keys.Order())}");
        }
    }
}
