using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Providers.Documents;
using Besoksnaring.Ingest.Providers.Mapping;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using NodaTime;

namespace Besoksnaring.Ingest.Providers.ICalendar;

/// <summary>iCalendar: the events of one UID are one row with its schedule; private events are left out.</summary>
sealed class CalendarFormat : IProviderFormat
{
    static readonly JsonObject Own = BuiltIn.Mapping("ical");

    public string Name => "ical";

    public IEnumerable<(string Field, string Reason)> Faults(Provider provider) => MappedReading.Faults(provider, Own);

    public IEnumerable<ReadItem> Read(Snapshot snapshot, Provider provider, ReadContext context)
    {
        var mapping = MappedReading.MappingOf(provider, Own);
        return MappedReading.Read(snapshot.Documents.SelectMany(document => Rows(document, mapping)), mapping, provider);
    }

    static IEnumerable<Found> Rows(Document document, RecordMapping mapping)
    {
        var scan = CalendarScan.Of(DocumentText.Of(document, mapping.Options.Encoding));
        var usual = mapping.Time?.Zone ?? DateTimeZoneProviders.Tzdb["Europe/Stockholm"];
        var zones = new CalendarZones(scan.ZoneNames, usual);
        zones = new CalendarZones(scan.ZoneNames, scan.CalendarZone is { } name ? zones.Of(name) ?? usual : usual);
        var entries = new List<CalendarEntry>();
        foreach (var (text, line) in scan.Events)
        {
            var where = $"{document.Name} line {line}";
            if (CalendarEntry.TryRead(text, where, out var reason) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                yield return Found.Of(new ReadItem.Unreadable(UidIn(text), where, reason, RowReading.Short(text)));
            }
        }
        foreach (var same in entries.GroupBy(entry => entry.Uid ?? $"line of {entry.Where}", StringComparer.Ordinal))
        {
            var first = same.FirstOrDefault(entry => entry.Instead is null) ?? same.First();
            yield return first.Event.Class?.ToUpperInvariant() is "PRIVATE" or "CONFIDENTIAL"
                ? Found.Of(new ReadItem.Skipped(first.Where, "the calendar marks it private"))
                : Found.Of(ToRow(first, [.. same], zones, document));
        }
        if (scan.Fault is not null)
        {
            yield return Found.Cut($"{document.Name} {scan.Fault}");
        }
    }

    static Row ToRow(CalendarEntry first, List<CalendarEntry> same, CalendarZones zones, Document document)
    {
        var warnings = new List<string>();
        var schedule = CalendarSchedule.Of(same, zones, warnings);
        return new Row(JsonSerializer.SerializeToElement(ToJson(first)), first.Where, document.Address)
        {
            Schedule = schedule,
            Point = first.Event.GeographicLocation is { } geo && (geo.Latitude != 0 || geo.Longitude != 0) ? (geo.Latitude, geo.Longitude) : null,
            Warning = warnings.Count == 0 ? null : string.Join("; ", warnings.Distinct()),
        };
    }

    static JsonObject ToJson(CalendarEntry entry)
    {
        var source = entry.Event;
        return new JsonObject
        {
            ["uid"] = entry.Uid,
            ["summary"] = source.Summary,
            ["description"] = source.Description,
            ["location"] = source.Location,
            ["url"] = source.Url?.OriginalString,
            ["start"] = entry.Start.Value.ToString("s", CultureInfo.InvariantCulture),
            ["status"] = source.Status,
            ["organizer"] = source.Organizer?.CommonName,
            ["lastModified"] = source.LastModified?.AsUtc.ToString("s", CultureInfo.InvariantCulture) is { } modified ? modified + "Z" : null,
            ["categories"] = new JsonArray([.. source.Categories.Select(category => (JsonNode)category)]),
            ["images"] = new JsonArray([.. source.Attachments.Where(IsImage).Select(attachment => (JsonNode)attachment.Uri!.OriginalString)]),
            ["properties"] = new JsonObject(source.Properties.Where(p => p.Name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)).DistinctBy(p => p.Name)
                .Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Value?.ToString()))),
        };
    }

    static bool IsImage(Ical.Net.DataTypes.Attachment attachment) =>
        attachment.Uri is not null && attachment.FormatType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    static string? UidIn(string text) =>
        text.Split("\r\n").Select(CalendarScan.Split).Where(line => line.Name == "UID").Select(line => RecordIds.Given(line.Value)).FirstOrDefault();
}
