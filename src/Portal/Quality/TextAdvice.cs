using System.Text.RegularExpressions;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Portal.Listings.Form;
using NodaTime;

namespace Besoksnaring.Portal.Quality;

/// <summary>What an editor would say about a text. It advises and never blocks; it looks at the Swedish texts, which all others are translated from.</summary>
static partial class TextAdvice
{
    const int FewestSentences = 2;
    const int MostSentences = 6;

    /// <param name="today">In the region.</param>
    public static IReadOnlyList<Fault> Of(RecordContent content, string? municipality, LocalDate today)
    {
        var text = $"{content.Summary["sv"]} {Tags().Replace(content.Description["sv"] ?? "", " ")}".Trim();
        var title = content.Title["sv"] ?? "";
        var advice = new List<Fault>();
        if (Superlatives().Match($"{title} {text}") is { Success: true } superlative)
        {
            advice.Add(new($"\"{superlative.Value}\" säger inget om vad besökaren får. Skriv vad som gör det värt resan i stället.", $"\"{superlative.Value}\" says nothing of what a visitor gets. Write what makes it worth the way instead."));
        }
        if (Prices().Match($"{title} {text}") is { Success: true } price)
        {
            advice.Add(new($"Priset \"{price.Value}\" i texten blir gammalt. Det hör hemma i ett eget fält.", $"The price \"{price.Value}\" in the text grows old. It belongs in a field of its own."));
        }
        if (title.Length > 3 && title.Any(char.IsLetter) && !title.Any(char.IsLower))
        {
            advice.Add(new("Namnet är skrivet med bara stora bokstäver. Det läses lättare med små.", "The name is all capitals. It reads easier with small letters."));
        }
        if (Exclamations().IsMatch($"{title} {text}"))
        {
            advice.Add(new("Ett utropstecken räcker, och oftast behövs inget.", "One exclamation mark is enough, and mostly none is needed."));
        }
        var sentences = text.Length == 0 ? 0 : Sentences().Count(text);
        if (sentences is < FewestSentences or > MostSentences)
        {
            advice.Add(sentences < FewestSentences
                ? new("Skriv två till sex meningar: vad är det, för vem, och vad ska man veta innan?", "Write two to six sentences: what is it, for whom, and what should one know before?")
                : new($"Texten har {sentences} meningar. Två till sex räcker; resten kan stå på er webbplats.", $"The text has {sentences} sentences. Two to six are enough; the rest can be on your website."));
        }
        if (content.Images.Any(image => image is { Width: { } width, Height: { } height } && height > width * 1.2))
        {
            advice.Add(new("En av bilderna är stående, som en affisch. Webbplatserna visar liggande bilder, utan text i.", "One of the pictures is upright, as a poster. Websites show landscape pictures, without text in them."));
        }
        if (content.Kind == ListingKind.Event && !IsDated(content, today))
        {
            advice.Add(new("Evenemanget har inget datum framåt, så ingen hittar det.", "The event has no date ahead, so nobody finds it."));
        }
        if (municipality is null)
        {
            advice.Add(new("Vi ser inte i vilken kommun det är. Skriv orten eller läget på kartan.", "We cannot see in which municipality it is. Write the town or the position on the map."));
        }
        return advice;
    }

    static bool IsDated(RecordContent content, LocalDate today) => content.Schedule is { } schedule
        && (schedule.Recurrences.Count > 0 || schedule.Occurrences.Any(one => (one.EndDate ?? one.StartDate) >= today));

    [GeneratedRegex(@"\b(bästa|finaste|vackraste|mysigaste|unika?|fantastisk[at]?|otrolig[at]?|underbar[at]?|oförglömlig[at]?|världens)\b", RegexOptions.IgnoreCase, 200)]
    private static partial Regex Superlatives();

    [GeneratedRegex(@"\b\d[\d ]{0,6}\s?(kr|sek|kronor|:-)(?!\w)", RegexOptions.IgnoreCase, 200)]
    private static partial Regex Prices();

    [GeneratedRegex("!.*!", RegexOptions.Singleline, 200)]
    private static partial Regex Exclamations();

    [GeneratedRegex(@"[.!?…]+(\s|$)|[^.!?…\s]\s*$", RegexOptions.None, 200)]
    private static partial Regex Sentences();

    [GeneratedRegex("<[^>]{0,1000}>", RegexOptions.None, 200)]
    private static partial Regex Tags();
}
