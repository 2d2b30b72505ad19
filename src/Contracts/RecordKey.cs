using System.Diagnostics.CodeAnalysis;

namespace Besoksnaring.Contracts;

/// <summary>A record's name at its provider, everywhere: <c>provider:recordId</c>.</summary>
/// <param name="Provider">The provider's id: 1-40 of <c>a-z 0-9 -</c>.</param>
/// <param name="RecordId">The provider's own id of the record: 1-200 characters, no control characters.</param>
public readonly record struct RecordKey(string Provider, string RecordId) : IComparable<RecordKey>
{
    public const int MaxProviderLength = 40;
    public const int MaxRecordIdLength = 200;

    /// <returns>Whether the text is <c>provider:recordId</c> with both parts in their limits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordKey key)
    {
        key = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
        {
            return false;
        }
        key = new RecordKey(text![..colon], text[(colon + 1)..]);
        return IsProvider(key.Provider) && IsRecordId(key.RecordId);
    }

    public static bool IsProvider(string provider) =>
        provider.Length is >= 1 and <= MaxProviderLength
        && provider.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    public static bool IsRecordId(string recordId) =>
        recordId.Length is >= 1 and <= MaxRecordIdLength && !recordId.Any(char.IsControl);

    public int CompareTo(RecordKey other)
    {
        var byProvider = string.CompareOrdinal(Provider, other.Provider);
        return byProvider != 0 ? byProvider : string.CompareOrdinal(RecordId, other.RecordId);
    }

    public override string ToString() => $"{Provider}:{RecordId}";

    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;
    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;
    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;
    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;
}
