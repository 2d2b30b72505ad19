using System.Globalization;
using System.Text.RegularExpressions;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>Numbers as people write them: decimal comma or point, spaces between the thousands.</summary>
static partial class Numbers
{
    /// <returns>Null when it is no number, or not a finite one.</returns>
    public static double? Read(string text)
    {
        var digits = Spaces().Replace(text, "").Replace('\u2212', '-');
        if (digits.Contains(',', StringComparison.Ordinal))
        {
            digits = digits.Contains('.', StringComparison.Ordinal) && digits.LastIndexOf('.') > digits.LastIndexOf(',')
                ? digits.Replace(",", "", StringComparison.Ordinal)
                : digits.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }

    /// <returns>Every number in the text, in order: <c>[17.2, 62.3]</c>, <c>POINT (17.2 62.3)</c>, <c>62.3, 17.2</c>.</returns>
    public static IReadOnlyList<double> All(string text) =>
        [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"-?\d{1,12}(\.\d{1,20})?", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
