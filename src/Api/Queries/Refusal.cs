namespace Besoksnaring.Api.Queries;

/// <summary>Why a parameter cannot be honoured, said so that the caller can mend it.</summary>
/// <param name="Type">Name of the problem type.</param>
/// <param name="Value">As given; null when the parameter itself is not known.</param>
/// <param name="Allowed">What would have been accepted: words, or a sentence of one item.</param>
/// <param name="AllowedAt">Path of the resource that lists what is accepted, when that is too long to show.</param>
/// <param name="Nearest">The accepted word most like the given one, when one is.</param>
sealed record Refusal(
    string Type, string Parameter, string? Value, string Detail, IReadOnlyList<string> Allowed, string? AllowedAt = null, string? Nearest = null);
