using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Portal.Look;

/// <summary>In which of the two languages a page speaks. The words stand where they are said, both together, so that neither is forgotten.</summary>
sealed class Said(IHttpContextAccessor accessor)
{
    public const string Cookie = "besoksnaring-language";

    public string Language => field ??= Chosen();

    /// <returns>What is said in the reader's language.</returns>
    public string Of(string swedish, string english) => Language == "en" ? english : swedish;

    string Chosen()
    {
        var request = accessor.HttpContext!.Request;
        if (request.Cookies[Cookie] is "sv" or "en")
        {
            return request.Cookies[Cookie]!;
        }
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => Primary(language));
        return wanted.FirstOrDefault(language => language is "sv" or "en" or "nb" or "da" or "no" or "de" or "nl") is { } first and not ("sv" or "nb" or "da" or "no") ? "en" : "sv";
    }

    static string Primary(StringWithQualityHeaderValue language) => language.Value.ToString().Split('-')[0].ToLowerInvariant();
}
