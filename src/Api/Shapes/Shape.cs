using System.Buffers;
using Besoksnaring.Api.Shapes.Atom;
using Besoksnaring.Api.Shapes.Calendar;
using Besoksnaring.Api.Shapes.Csv;
using Besoksnaring.Api.Shapes.GeoJson;
using Besoksnaring.Api.Shapes.JsonLd;

namespace Besoksnaring.Api.Shapes;

/// <summary>A form that listings can be had in.</summary>
/// <param name="Name">As <c>f</c> says it.</param>
/// <param name="MediaType">As <c>Accept</c> says it.</param>
/// <param name="ContentType">As the answer says it.</param>
/// <param name="Schema">Name of the schema of the answer, or null: it is text.</param>
/// <param name="Open">Begins an answer; null for JSON, which is rendered when a listing is written and only passed on.</param>
sealed record Shape(
    string Name, string MediaType, string ContentType, string Description, string? Schema, Func<IBufferWriter<byte>, ShapedPage, IShapeWriter>? Open)
{
    public static readonly Shape Json = new("json", "application/json", "application/json", "JSON", null, null);

    /// <summary>The first is given to who does not mind.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        Json,
        new("jsonld", "application/ld+json", "application/ld+json", "JSON-LD in schema.org's words, for search engines.", "JsonLd", (to, page) => new JsonLdWriter(to, page)),
        new("geojson", "application/geo+json", "application/geo+json", "GeoJSON (RFC 7946). What has no point has the geometry null.", "GeoJson", (to, page) => new GeoJsonWriter(to, page)),
        new("ics", "text/calendar", "text/calendar; charset=utf-8", "iCalendar (RFC 5545, RFC 7986): every occurrence from today.", null, (to, page) => new IcsWriter(to, page)),
        new("atom", "application/atom+xml", "application/atom+xml; charset=utf-8", "Atom (RFC 4287).", null, (to, page) => new AtomWriter(to, page)),
        new("csv", "text/csv", "text/csv; charset=utf-8; header=present", "CSV (RFC 4180), UTF-8, the first row names the columns.", null, (to, page) => new CsvWriter(to, page)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(shape => shape.Name)];

    public static Shape Of(string name) => All.Single(shape => shape.Name == name);
}

/// <summary>Writes listings in one shape: the beginning once, each row, the end once.</summary>
interface IShapeWriter : IDisposable
{
    void Begin();

    void Row(ShapedListing row);

    void End();
}
