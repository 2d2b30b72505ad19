namespace Besoksnaring.Vocabularies;

/// <summary>A vocabulary or region file that cannot be used: says which file, which field and why.</summary>
public sealed class VocabularyException(string file, string field, string reason, Exception? inner = null)
    : Exception($"{file}: {field}: {reason}", inner)
{
    public string File { get; } = file;

    /// <summary>The place in the file, such as <c>region.boundaries</c> or <c>[17].admin2</c>.</summary>
    public string Field { get; } = field;

    public string Reason { get; } = reason;
}
