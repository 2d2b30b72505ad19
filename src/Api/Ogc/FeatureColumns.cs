using Besoksnaring.Api.Shapes.Csv;

namespace Besoksnaring.Api.Ogc;

/// <summary>
/// The table's columns without the time of change. GDAL asks <c>datetime</c> for whatever column of times is filtered by, so the occurrence's
/// must be the only ones.
/// </summary>
static class FeatureColumns
{
    public static IReadOnlyList<Column> All { get; } = [.. Columns.All.Where(column => column.Name != "updatedAt")];
}
