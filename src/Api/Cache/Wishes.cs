using System.Collections.Concurrent;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Shapes;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Cache;

/// <summary>
/// Replaces what a caller would like by what it will get. A thousand ways to ask for Brotli share one answer, and nothing
/// further on can choose otherwise than the key says.
/// </summary>
sealed class Wishes
{
    /// <summary>So many ways to ask are remembered; whoever thinks of more has them read anew each time.</summary>
    const int Remembered = 1_000;

    /// <summary>No browser's is longer; what is would be kept for ever.</summary>
    const int LongestRemembered = 200;

    /// <summary>The best first; each is as good as another to who accepts both.</summary>
    public static readonly string[] Encodings = ["br", "gzip"];

    readonly ConcurrentDictionary<string, string?> encodings = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, string?> languages = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, string?> shapes = new(StringComparer.Ordinal);

    public void Settle(IHeaderDictionary headers)
    {
        if (headers.AcceptEncoding.Count > 0)
        {
            headers.AcceptEncoding = Settled(headers.AcceptEncoding, encodings, EncodingOf);
        }
        if (headers.AcceptLanguage.Count > 0)
        {
            headers.AcceptLanguage = Settled(headers.AcceptLanguage, languages, LanguageChoice.Wished);
        }
        if (headers.Accept.Count > 0)
        {
            // What nothing can be found for stays as it is: it is refused, and a refusal is not kept.
            headers.Accept = Settled(headers.Accept, shapes, accept => ShapeChoice.Accepted(accept)?.MediaType ?? accept.ToString());
        }
    }

    static string? Settled(StringValues wish, ConcurrentDictionary<string, string?> known, Func<StringValues, string?> read)
    {
        var text = wish.ToString();
        if (known.TryGetValue(text, out var settled))
        {
            return settled;
        }
        settled = read(wish);
        if (text.Length <= LongestRemembered && known.Count < Remembered)
        {
            known.TryAdd(text, settled);
        }
        return settled;
    }

    /// <returns>The encoding to answer in; null for none.</returns>
    static string? EncodingOf(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var wishes))
        {
            return null;
        }
        var (best, most) = ((string?)null, 0.0);
        foreach (var encoding in Encodings)
        {
            var wish = wishes.FirstOrDefault(w => w.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)) ?? wishes.FirstOrDefault(w => w.Value == "*");
            if (wish is not null && (wish.Quality ?? 1) > most)
            {
                (best, most) = (encoding, wish.Quality ?? 1);
            }
        }
        return best;
    }
}
