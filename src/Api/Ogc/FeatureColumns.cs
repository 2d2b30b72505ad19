using Besoksnaring.Api.Shapes.Csv;

namespace Besoksnaring.Api.Ogc;

/// <summary>
/// The table's columns, so that GDAL can narrow by them: it asks <c>datetime</c> for whatever column of times, so the occurrence's must be the only
/// ones, and for any other the parameter of its name, which must mean the same.
/// </summary>
static class FeatureColumns
{
    public static IReadOnlyList<Column> All { get; } =
    [
        .. Columns.All.Where(column => column.Name != "updatedAt").Select(column => column.Name == "language" ? column with { Name = "contentLanguage" } : column),
    ];
}
