using System.Security.Cryptography;
using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Registry;
using NodaTime;

namespace Besoksnaring.Ingest.Runs;

/// <summary>A registry entry as the database keeps it.</summary>
static class ProviderEntry
{
    /// <summary>Raised when we read more out of the same answer: every provider is then read again. 2: what its texts and images permit.</summary>
    const int Edition = 2;

    /// <returns>Another when anything in the entry is, or in how we read: what was read before is read again.</returns>
    public static string HashOf(Provider provider) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Edition, provider }, ContractsJson.Options))[..16]);

    public static ProviderState New(string id) => new()
    {
        Id = id,
        Name = "",
        Organisation = "",
        Format = "",
        LicenceId = "",
        LicencePermits = [],
        Rank = 0,
        CompleteFor = "",
        InRegistry = true,
    };

    public static void Copy(Provider provider, ProviderState state, Instant now)
    {
        if (state.Schedule != provider.Schedule || state.EntryHash != HashOf(provider))
        {
            state.DueAt = provider.Schedule is null ? null : Instant.Max(now, state.NotBefore ?? now);
        }
        state.Name = provider.Name;
        state.Organisation = provider.Organisation;
        state.Format = provider.Format;
        state.LicenceId = provider.Licence.Id;
        state.LicencePermits = [.. provider.Licence.Permits];
        state.Contact = provider.Contact;
        state.Rank = provider.Rank;
        state.CompleteFor = JsonNamingPolicy.CamelCase.ConvertName(provider.CompleteFor.ToString());
        state.Schedule = provider.Schedule;
        state.InRegistry = true;
    }
}
