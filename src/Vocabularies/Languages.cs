using System.Collections.Frozen;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies;

/// <summary>The six languages of our visitors, and which to show when a text is missing in one of them.</summary>
public static class Languages
{
    /// <summary>Who reads one of these can, as a rule, read those after it, in that order.</summary>
    static readonly FrozenDictionary<string, string[]> Chains = new Dictionary<string, string[]>
    {
        ["sv"] = ["sv", "en", "nb", "da", "de", "nl"],
        ["en"] = ["en", "sv", "da", "de", "nb", "nl"],
        ["de"] = ["de", "en", "sv", "da", "nb", "nl"],
        ["nb"] = ["nb", "da", "sv", "en", "de", "nl"],
        ["nl"] = ["nl", "en", "de", "sv", "da", "nb"],
        ["da"] = ["da", "nb", "sv", "en", "de", "nl"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What some providers write instead of the two-letter tag (ISO 639-2, and macro-languages).</summary>
    static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["no"] = "nb",
        ["nor"] = "nb",
        ["nob"] = "nb",
        ["nno"] = "nn",
        ["swe"] = "sv",
        ["eng"] = "en",
        ["deu"] = "de",
        ["ger"] = "de",
        ["nld"] = "nl",
        ["dut"] = "nl",
        ["dan"] = "da",
        ["fin"] = "fi",
        ["fra"] = "fr",
        ["fre"] = "fr",
        ["ita"] = "it",
        ["spa"] = "es",
        ["gle"] = "ga",
        ["ukr"] = "uk",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    const string TwoLetterTags =
        " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu"
        + " fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km"
        + " kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or"
        + " os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts"
        + " tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

    public static IReadOnlyList<string> All { get; } = ["sv", "nb", "en", "de", "nl", "da"];

    /// <returns>Whether readers may ask for it.</returns>
    public static bool IsKnown(string language) => Chains.ContainsKey(language);

    /// <returns>All six, <paramref name="language"/> first, then those its readers understand best.</returns>
    /// <exception cref="ArgumentException">It is not one of the six.</exception>
    public static IReadOnlyList<string> Fallback(string language) =>
        Chains.TryGetValue(language, out var chain)
            ? chain
            : throw new ArgumentException($"'{language}' is not one of {string.Join(", ", All)}.", nameof(language));

    /// <returns>The language to show a text in, or null when the text is empty: the chain's first, else the first tag there is.</returns>
    public static string? Choose(LocalizedText text, string language)
    {
        foreach (var candidate in Fallback(language))
        {
            if (text[candidate] is not null)
            {
                return candidate;
            }
        }
        return text.Languages.FirstOrDefault();
    }

    /// <summary>Reads a provider's tag (<c>sv_SE</c>, <c>no</c>, <c>ENG</c>) as the BCP 47 tag we keep: the base language.</summary>
    /// <returns>Null when it is no language. <c>uk</c> is Ukrainian and <c>se</c> Northern Sami, as the standard has it.</returns>
    public static string? Normalize(string? tag)
    {
        var parts = tag?.Trim().Replace('_', '-').Split('-', '.', '@') ?? [""];
        var language = parts[0].ToLowerInvariant();
        language = Aliases.GetValueOrDefault(language, language);
        var isLanguage = language.Length == 3
            ? language.All(char.IsAsciiLetterLower)
            : language.Length == 2 && TwoLetterTags.Contains($" {language} ", StringComparison.Ordinal);
        if (!isLanguage)
        {
            return null;
        }
        // Hans and Hant are different texts; a country says little about the language.
        return parts.Length > 1 && parts[1].Length == 4 && parts[1].All(char.IsAsciiLetter)
            ? $"{language}-{char.ToUpperInvariant(parts[1][0])}{parts[1][1..].ToLowerInvariant()}"
            : language;
    }
}
