using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Shapes;

/// <summary>A happening as the catalogue's views have it.</summary>
static class OccurrenceColumns
{
    public const string All = "starts_at, ends_at, start_local, end_local, time_zone, precision, status, is_run";

    /// <param name="first">Where <see cref="All"/> begins in the row.</param>
    public static ShapedOccurrence Occurrence(this NpgsqlDataReader reader, int first) => new(
        reader.GetFieldValue<Instant>(first),
        reader.IsDBNull(first + 1) ? null : reader.GetFieldValue<Instant>(first + 1),
        reader.GetFieldValue<LocalDateTime>(first + 2),
        reader.IsDBNull(first + 3) ? null : reader.GetFieldValue<LocalDateTime>(first + 3),
        reader.GetString(first + 4),
        reader.GetString(first + 5) == "date",
        reader.GetString(first + 6),
        reader.GetBoolean(first + 7));
}
