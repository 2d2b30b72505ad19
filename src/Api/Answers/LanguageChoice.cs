using Besoksnaring.Api.Queries;
using Besoksnaring.Vocabularies;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Besoksnaring.Api.Answers;

/// <summary>Which of our languages to answer in.</summary>
static class LanguageChoice
{
    const string Default = "sv";

    /// <summary>Asked for by parameter, else the most wished for of Accept-Language that is ours, else Swedish. Says so in the answer's headers.</summary>
    public static string Language(this HttpContext context, QueryValues query)
    {
        var language = query.Of(Parameters.Language) ?? Wished(context.Request.Headers.AcceptLanguage) ?? Default;
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Append("Vary", "Accept-Language");
        return language;
    }

    /// <summary>A header says what a reader would like, not what the call is about: what is not ours in it is no mistake.</summary>
    public static string? Wished(StringValues accepted) => StringValues.IsNullOrEmpty(accepted) || !StringWithQualityHeaderValue.TryParseList(accepted, out var wishes)
        ? null
        : wishes.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Languages.Normalize(wish.Value.Value))
            .FirstOrDefault(language => language is not null && Languages.IsKnown(language));
}
