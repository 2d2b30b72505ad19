using System.Globalization;
using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.Listings;

/// <summary>What a page shows of a listing as its readers would get it. All of it is text: nothing that was written can be anything else here.</summary>
sealed record PreviewText(string Title, IReadOnlyList<string> Facts, IReadOnlyList<string> Paragraphs)
{
    /// <param name="detail">The listing's JSON in one language.</param>
    public static PreviewText Of(string detail)
    {
        using var json = JsonDocument.Parse(detail);
        var root = json.RootElement;
        string? Text(params string[] path)
        {
            var at = root;
            foreach (var name in path)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return null;
                }
            }
            return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
        }
        string?[] facts =
        [
            Text("place", "name"), string.Join(" ", new[] { Text("place", "address", "street"), Text("place", "address", "postalCode"), Text("place", "address", "city") }.OfType<string>()),
            Text("contact", "telephone"), Text("contact", "email"), Text("contact", "url"),
        ];
        string?[] texts = [Text("summary"), Text("descriptionText") ?? Text("description")];
        return new PreviewText(
            Text("title") ?? "", [.. facts.Where(fact => !string.IsNullOrWhiteSpace(fact)).OfType<string>()],
            [.. texts.OfType<string>().SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]);
    }

    public static string When(PreviewedOccurrence occurrence, Said said)
    {
        var culture = CultureInfo.GetCultureInfo(said.Language);
        var day = occurrence.Start.ToString("dddd d MMMM uuuu", culture);
        var time = occurrence.IsDate ? "" : occurrence.Start.ToString(" HH:mm", CultureInfo.InvariantCulture);
        var end = occurrence.End is not { } last ? "" : last.Date == occurrence.Start.Date ? (occurrence.IsDate ? "" : last.ToString("–HH:mm", CultureInfo.InvariantCulture))
            : " – " + last.ToString(occurrence.IsDate ? "d MMMM uuuu" : "d MMMM uuuu HH:mm", culture);
        var status = occurrence.Status == EventStatus.Cancelled ? said.Of(" (inställt)", " (cancelled)") : "";
        return day + time + end + status;
    }
}
