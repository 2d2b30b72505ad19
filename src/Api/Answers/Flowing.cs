namespace Besoksnaring.Api.Answers;

/// <summary>Answers that are sent as they come: nothing on the way may hold them back until they are whole.</summary>
static class Flowing
{
    static readonly string[] Ends = ["/stream", "/export"];

    const string Exports = "/api/v1/exports/";

    public static bool Is(PathString path) => path.Value is { } text && (text.StartsWith(Exports, StringComparison.Ordinal) || Array.Exists(Ends, end => text.EndsWith(end, StringComparison.Ordinal)));
}
