using System.Collections;

namespace Besoksnaring.Api.Queries;

/// <summary>The words of one filter: any of these will do, and none of the excluded may be there.</summary>
sealed class Words(IReadOnlyList<string> wanted, IReadOnlyList<string> excluded) : IReadOnlyList<string>
{
    public static readonly Words None = new([], []);

    public IReadOnlyList<string> Excluded { get; } = excluded;

    public bool IsEmpty => Count == 0 && Excluded.Count == 0;

    public int Count => wanted.Count;

    public string this[int index] => wanted[index];

    public IEnumerator<string> GetEnumerator() => wanted.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
