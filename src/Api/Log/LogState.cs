namespace Besoksnaring.Api.Log;

/// <summary>How far the catalogue's log has come.</summary>
/// <param name="Epoch">Another one when the catalogue was begun anew, or restored to what it was before: positions of different epochs have nothing to do with each other.</param>
readonly record struct LogState(Guid Epoch, long Position);
