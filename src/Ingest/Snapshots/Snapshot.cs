namespace Besoksnaring.Ingest.Snapshots;

/// <summary>What one run fetched: every document in the order fetched, decompressed, as the provider sent them.</summary>
sealed record Snapshot(IReadOnlyList<Document> Documents);

/// <param name="Address">Where it came from, after redirects.</param>
/// <param name="ContentType">As the provider said, or null.</param>
sealed record Document(Uri Address, string? ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The last part of the address, for messages to people.</summary>
    public string Name => Address.Segments.LastOrDefault() is { Length: > 1 } name ? Uri.UnescapeDataString(name).Trim('/') : Address.Host;
}
