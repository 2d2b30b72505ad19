using System.Collections.Frozen;
using Besoksnaring.Ingest.Providers.Csv;
using Besoksnaring.Ingest.Providers.Datatourisme;
using Besoksnaring.Ingest.Providers.GeoJson;
using Besoksnaring.Ingest.Providers.ICalendar;
using Besoksnaring.Ingest.Providers.Json;
using Besoksnaring.Ingest.Providers.JsonLd;
using Besoksnaring.Ingest.Providers.Rss;
using Besoksnaring.Ingest.Providers.Turid;
using Besoksnaring.Ingest.Registry;

namespace Besoksnaring.Ingest.Providers;

/// <summary>Every format there is, by the word that a registry entry names it with.</summary>
static class ProviderFormats
{
    public static IReadOnlyDictionary<string, IProviderFormat> All { get; } =
        new IProviderFormat[]
        {
            new JsonFormat(), new CsvFormat(), new GeoJsonFormat(), new RssFormat(), new CalendarFormat(), new TuridFormat(),
            new JsonLdFormat(), new DatatourismeFormat(),
        }.ToFrozenDictionary(format => format.Name, StringComparer.Ordinal);

    /// <returns>What is wrong with the entry's format and mapping: a path such as <c>mapping.fields.title</c>, and why. None: it can be read.</returns>
    public static IEnumerable<(string Field, string Reason)> Faults(Provider provider) => All.TryGetValue(provider.Format, out var format)
        ? format.Faults(provider)
        : [("format", $"'{provider.Format}' is no format; there are {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}")];
}
