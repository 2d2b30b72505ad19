namespace Besoksnaring.Api.Queries;

/// <summary>Makes what a stranger wrote fit for a sentence of ours.</summary>
static class Quotable
{
    const int Longest = 80;

    public static string Of(string text)
    {
        var shown = string.Concat(text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }
}
