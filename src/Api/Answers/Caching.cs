namespace Besoksnaring.Api.Answers;

/// <summary>How long an answer may be kept without asking again.</summary>
static class Caching
{
    /// <summary>What the catalogue says: a change is seen everywhere well within a minute.</summary>
    public const string Catalogue = "public, max-age=20, stale-while-revalidate=20";

    /// <summary>What people look at to see how it goes: asked each time, and cheaply (304).</summary>
    public const string Status = "public, no-cache";

    /// <summary>What changes with a new version of the program.</summary>
    public const string Description = "public, max-age=300";
}
