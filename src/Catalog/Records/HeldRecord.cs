using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Catalog.Records;

/// <summary>One record as the catalogue holds it, or is about to.</summary>
/// <param name="Hash">Of the content as it was sent; null: withdrawn.</param>
/// <param name="Content">Cleaned; null: withdrawn.</param>
/// <param name="ListingId">The listing that it backs or last backed; null: none yet.</param>
sealed record HeldRecord(
    RecordKey Key, long Sequence, byte[]? Hash, Instant ObservedAt, Guid RunId, RecordContent? Content, string? ListingId)
{
    public bool IsLive => Content is not null;

    /// <summary>Whether its listing lived by it before this write; one that was withdrawn only remembers its listing.</summary>
    public bool WasLive { get; init; }

    /// <summary>The content as it was sent, for a record that is to be written; null for one that was read.</summary>
    public RecordContent? Given { get; init; }

    /// <summary>The descriptions' plain text, by their HTML: made together, so that nothing is parsed twice.</summary>
    public IReadOnlyDictionary<string, string> PlainText { get; init; } = new Dictionary<string, string>();

    /// <summary>The position as its provider gives it, for finding the positions that many share.</summary>
    public PointUse? Point { get; init; } = Content is null ? null : PointUse.Of(Key.Provider, Content);
}

/// <summary>
/// A position at one provider and what is there. Five names or more at one position are the provider's fallback for
/// "somewhere"; five concerts in one hall are not.
/// </summary>
/// <param name="Name">The venue's, else the record's own; lower case.</param>
readonly record struct PointUse(string Provider, string Key, string Name)
{
    public const int ImpreciseFrom = 5;

    /// <summary>What writers lock, so that two of them cannot both think to be the fourth.</summary>
    public string LockName => $"point {Provider} {Key}";

    public static PointUse? Of(string provider, RecordContent content)
    {
        if (content.Place is not { Latitude: { } latitude, Longitude: { } longitude } place)
        {
            return null;
        }
        var name = (place.Name ?? content.Title.ToString()).Trim().ToLowerInvariant();
        return new PointUse(provider, FormattableString.Invariant($"{latitude:0.#####},{longitude:0.#####}"), name);
    }
}
