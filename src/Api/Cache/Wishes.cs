using Besoksnaring.Api.Answers;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Cache;

/// <summary>
/// Replaces what a caller would like by what it will get. A thousand ways to ask for Brotli share one answer, and nothing
/// further on can choose otherwise than the key says.
/// </summary>
static class Wishes
{
    /// <summary>The best first; each is as good as another to who accepts both.</summary>
    public static readonly string[] Encodings = ["br", "gzip"];

    public static void Settle(IHeaderDictionary headers)
    {
        if (headers.AcceptEncoding.Count > 0)
        {
            headers.AcceptEncoding = EncodingOf(headers.AcceptEncoding);
        }
        if (headers.AcceptLanguage.Count > 0)
        {
            headers.AcceptLanguage = LanguageChoice.Wished(headers.AcceptLanguage);
        }
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
