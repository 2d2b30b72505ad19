using System.Text.Json;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>One row of a provider's answer: what the mapping reads, its place in the file, and what the format itself knows of it.</summary>
/// <param name="Where">For a person: <c>events.json item 17</c>.</param>
/// <param name="Address">The document's, which relative addresses stand beside.</param>
sealed record Row(JsonElement Json, string Where, Uri Address)
{
    /// <summary>A point the format reads from a geometry; the mapping's own comes first.</summary>
    public (double Latitude, double Longitude)? Point { get; init; }

    public IReadOnlyList<IReadOnlyList<double[]>> Lines { get; init; } = [];

    public double? LengthMetres { get; init; }

    /// <summary>A schedule that the format reads itself, as calendars do.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>What the format had to mend or leave out.</summary>
    public string? Warning { get; init; }
}

/// <summary>What a format finds in a document: a row for the mapping, or something to say instead of one.</summary>
abstract record Found
{
    internal sealed record ARow(Row Row) : Found;

    internal sealed record Said(ReadItem Item) : Found;

    public static Found Of(Row row) => new ARow(row);

    public static Found Of(ReadItem item) => new Said(item);

    public static Found Cut(string reason) => new Said(new ReadItem.Incomplete(reason));
}
