namespace Besoksnaring.Api.Feeds;

/// <summary>
/// What a copy of the same listings must amount to. The hash of one listing is the first 8 bytes of SHA-256 of <c>id:modified</c>; of several, all
/// of them by exclusive or: in any order, changed by one listing without the others.
/// </summary>
sealed record FeedChecksum(string Epoch, long Position, long Count, string Hash, IReadOnlyList<ChecksumGroup> Groups, IReadOnlyList<ChecksumItem>? Items);

/// <param name="Municipality">Null: none is known.</param>
sealed record ChecksumGroup(string Kind, string? Municipality, long Count, string Hash);

sealed record ChecksumItem(string Id, long Modified);
