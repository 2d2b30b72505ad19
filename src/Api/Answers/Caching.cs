using System.Globalization;
using Besoksnaring.Api.Cache;
using Besoksnaring.Api.Rights;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Besoksnaring.Api.Answers;

/// <summary>How long an answer may be kept without asking again.</summary>
static class Caching
{
    /// <summary>What the catalogue says: a change is seen everywhere well within a minute.</summary>
    public const string Catalogue = "public, max-age=20, stale-while-revalidate=20";

    /// <summary>The same of what depends on the day too: we keep it no longer than we say. Told from <see cref="Catalogue"/> by its text.</summary>
    const string Today = "public, max-age=20, stale-while-revalidate=19";

    /// <summary>What people look at to see how it goes: asked each time, and cheaply (304).</summary>
    public const string Status = "public, no-cache";

    /// <summary>What is one caller's own.</summary>
    public const string Private = "private, no-store";

    /// <summary>What changes with a new version of the program.</summary>
    public const string Description = "public, max-age=300";

    /// <summary>Kept by us until the position moves; then nobody asks for it again, and it goes.</summary>
    static readonly TimeSpan WhileThePositionStands = TimeSpan.FromHours(1);

    /// <summary>What the catalogue says now and may say otherwise at an instant, whether it changes or not.</summary>
    public static string CatalogueUntil(Instant otherwise, Instant now)
    {
        var seconds = (int)Math.Floor((otherwise - now).TotalSeconds);
        return seconds switch
        {
            >= 40 => Today,
            > 0 => string.Create(CultureInfo.InvariantCulture, $"public, max-age={Math.Min(seconds, 20)}"),
            _ => Status,
        };
    }

    /// <summary>What not everybody is shown no cache that others share may keep.</summary>
    public static string Of(ReaderRights rights, string caching) => rights.IsPublic ? caching : caching.Replace("public", "private", StringComparison.Ordinal);

    /// <summary>Says it to the caller, to the caches on the way, and to ours: nobody keeps what does not say so here.</summary>
    public static void Set(HttpContext context, string caching)
    {
        if (!EntityTags.IsRead(context.Request))
        {
            // Its address does not say what was asked for.
            context.Response.Headers.CacheControl = "no-store";
            return;
        }
        context.Response.Headers.CacheControl = Of(RightsOfCaller.Of(context), caching);
        if (context.Features.Get<AnswerBeingMade>() is { } ours && CacheControlHeaderValue.TryParse(caching, out var said))
        {
            // What only the catalogue determines is as new as its position, which is in the key; the rest grows old.
            ours.GrowsOld = caching != Catalogue;
            ours.MayBeKept = caching == Catalogue ? WhileThePositionStands : said is { Public: true, NoCache: false, NoStore: false } ? said.MaxAge : null;
        }
    }
}
