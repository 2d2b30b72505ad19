using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers;

/// <summary>
/// One format that providers speak: how to page through an answer, and how to read it. Pure: it sees fetched
/// documents and never the network. Which format a provider uses is a word in its registry entry.
/// </summary>
interface IProviderFormat
{
    /// <summary>The word in the registry, such as <c>geojson</c>.</summary>
    string Name { get; }

    /// <summary>Whether an HTML page is an answer; to all other formats it is an error page.</summary>
    bool ReadsHtml => false;

    /// <returns>What is wrong with the entry's mapping: a path such as <c>mapping.fields.title</c>, and why. None: it can be read.</returns>
    IEnumerable<(string Field, string Reason)> Faults(Provider provider);

    /// <returns>The address of the page after this one, or null when this was the last (most formats have one page).</returns>
    /// <param name="pages">How many pages have been fetched, this one included.</param>
    Uri? Next(Document page, int pages, Provider provider) => null;

    /// <summary>
    /// Reads a whole snapshot. Never throws for what a provider sent: a record that cannot be read is an
    /// <see cref="ReadItem.Unreadable"/>, an answer that is cut off or not what it should be ends in an
    /// <see cref="ReadItem.Incomplete"/>.
    /// </summary>
    IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context);
}

/// <summary>What reading may depend on besides the bytes.</summary>
/// <param name="Now">When the snapshot was fetched: a replay reads as of then.</param>
sealed record ReadContext(NodaTime.Instant Now);

/// <summary>One step of reading a snapshot.</summary>
abstract record ReadItem
{
    /// <param name="RecordId">The provider's id, or one derived from what the record says (its content says which).</param>
    /// <param name="Where">The place in the file, for a person: <c>events.json item 17</c>, <c>accommodation.csv line 204</c>.</param>
    /// <param name="Warning">What was mended or left out, or null.</param>
    internal sealed record Record(string RecordId, RecordContent Content, string Where, string? Warning = null) : ReadItem;

    /// <summary>A record that could not be read. It still counts as seen when its id is known.</summary>
    /// <param name="Reason">Names the field and what is wrong with it.</param>
    /// <param name="Raw">The first part of what was given, to look at.</param>
    internal sealed record Unreadable(string? RecordId, string Where, string Reason, string? Raw) : ReadItem;

    /// <summary>A row that the mapping says is no record (a heading, a gift card): counted and left out, never an error.</summary>
    internal sealed record Skipped(string Where, string Reason) : ReadItem;

    /// <summary>The answer is not whole: what was read may be used, what is missing means nothing.</summary>
    internal sealed record Incomplete(string Reason) : ReadItem;
}
