using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;

namespace Besoksnaring.Ingest.Providers.Turid;

/// <summary>
/// TURID's API: pages of <c>{ data, total_count, total_pages }</c>. It caps a page at 50 without saying so, so pages are
/// asked for until what they held adds up to <c>total_count</c> (or one is empty), never by <c>total_pages</c>.
/// </summary>
sealed class TuridFormat : IProviderFormat
{
    const int MaxPages = 2_000;

    static readonly JsonObject Own = BuiltIn.Mapping("turid");

    public string Name => "turid";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider, Own);

    public Uri? Next(Document page, int pages, Provider provider)
    {
        if (page.Address.Scheme is not ("http" or "https") || pages >= MaxPages || Read(page, out _) is not { } answer)
        {
            return null;
        }
        var number = PageOf(page.Address);
        var returned = answer.Rows.Count;
        return returned == 0 || (answer.Total is { } total && (long)number * returned >= total) ? null : WithPage(page.Address, number + 1);
    }

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider, Own);
        return MappedReading.Read(Rows(snapshot), mapping, provider);
    }

    /// <summary>Page by page; then each resource's records are counted against what the API said there are.</summary>
    static IEnumerable<Found> Rows(Snapshot snapshot)
    {
        foreach (var resource in snapshot.Documents.GroupBy(ResourceOf))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var (rows, total) = (0L, 0L);
            foreach (var page in resource)
            {
                var answer = Read(page, out var fault);
                if (fault is not null)
                {
                    yield return Found.Cut(fault);
                }
                total = Math.Max(total, answer?.Total ?? 0);
                foreach (var (row, i) in (answer?.Rows ?? []).Select((row, i) => (row, i)))
                {
                    rows++;
                    seen.Add(row.ValueKind == JsonValueKind.Object && row.TryGetProperty("id", out var id) ? id.GetRawText() : $"#{rows}");
                    yield return Found.Of(new Row(row, $"{page.Name} page {PageOf(page.Address)} item {i + 1}", page.Address));
                }
            }
            if (seen.Count < total)
            {
                yield return Found.Cut($"{resource.Key} says it has {total} records and gave {seen.Count}");
            }
        }
    }

    static (IReadOnlyList<JsonElement> Rows, long? Total)? Read(Document page, out string? fault)
    {
        if (JsonText.Read(page, out fault) is not { } root)
        {
            return null;
        }
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
        {
            fault = $"{page.Name} has no 'data': {RowReading.Short(root.GetRawText())}";
            return null;
        }
        var total = root.TryGetProperty("total_count", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var number) ? number : (long?)null;
        if (total is null)
        {
            fault ??= $"{page.Name} does not say how many records there are (total_count)";
        }
        return ([.. data.EnumerateArray()], total);
    }

    static string ResourceOf(Document page) =>
        page.Address.IsFile ? page.Address.AbsolutePath[..(page.Address.AbsolutePath.LastIndexOf('/') + 1)] + "*" : WithPage(page.Address, 0).AbsoluteUri;

    static int PageOf(Uri address) =>
        Query(address).Where(part => part.StartsWith("page=", StringComparison.Ordinal))
            .Select(part => int.TryParse(part[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1)
            .FirstOrDefault(1);

    static Uri WithPage(Uri address, int page)
    {
        var others = Query(address).Where(part => !part.StartsWith("page=", StringComparison.Ordinal));
        return new UriBuilder(address) { Query = string.Join('&', others.Append(string.Create(CultureInfo.InvariantCulture, $"page={page}"))) }.Uri;
    }

    static string[] Query(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
}
