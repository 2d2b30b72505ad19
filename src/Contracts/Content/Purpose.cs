namespace Besoksnaring.Contracts.Content;

/// <summary>What texts and images may be used for: a provider's licence permits some, a partner's agreement covers some.</summary>
public static class Purpose
{
    /// <summary>On websites and in apps: what anybody who asks without a key is taken to want.</summary>
    public const string Web = "web";

    public const string Print = "print";
    public const string Commercial = "commercial";

    /// <summary>To train models with, or to let them answer from.</summary>
    public const string Ai = "ai";

    /// <summary>Said in place of an empty list, which would be left out and read as if nothing were said.</summary>
    public const string Nothing = "nothing";

    public static IReadOnlyList<string> All { get; } = [Web, Print, Commercial, Ai];
}
