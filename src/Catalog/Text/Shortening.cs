namespace Besoksnaring.Catalog.Text;

static class Shortening
{
    const char Ellipsis = '…';

    /// <summary>How far back from the limit a space is looked for; a longer word is cut through.</summary>
    const int LongestWord = 40;

    /// <returns>At most <paramref name="limit"/> characters; what is cut is cut after a word and ends in an ellipsis.</returns>
    public static string To(int limit, string text)
    {
        if (text.Length <= limit)
        {
            return text;
        }
        var end = limit - 1;
        var space = text.AsSpan(Math.Max(0, end - LongestWord), Math.Min(end, LongestWord) + 1).LastIndexOfAny(' ', '\n');
        end = space > 0 ? Math.Max(0, end - LongestWord) + space : end;
        // Never between the halves of one character.
        end -= end > 0 && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return text[..end].TrimEnd(' ', '\n', ',', '.', ';', ':', '-', '–') + Ellipsis;
    }
}
