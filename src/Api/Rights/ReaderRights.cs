using System.Buffers;
using System.Text;
using System.Text.Json;
using Besoksnaring.Api.Partners;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Api.Rights;

/// <summary>
/// What a reader may use texts and images for, and so which of them it is given: those that permit something of it. Each listing says in
/// <c>permits</c> what they may be used for; what is left out is said in <c>withheld</c>, with the reason.
/// </summary>
sealed class ReaderRights
{
    /// <summary>Stands last in what is rendered. In a text its quotes would be escaped, so what is found is it.</summary>
    static readonly byte[] Permits = ",\"permits\":"u8.ToArray();

    /// <summary>As <c>permits</c> names them. A row of a list has one of the images.</summary>
    static readonly string[] Parts = ["summary", "description", "images"];

    readonly IReadOnlyList<string> purposes;
    readonly byte[] purposesJson;
    readonly bool needsAll;

    ReaderRights(IReadOnlyList<string> purposes, bool needsAll = false)
    {
        this.purposes = purposes;
        this.needsAll = needsAll;
        purposesJson = JsonSerializer.SerializeToUtf8Bytes(purposes);
        IsPublic = purposes is [Purpose.Web];
        Key = IsPublic ? "" : string.Join('+', purposes.DefaultIfEmpty(Purpose.Nothing));
    }

    /// <summary>Of anybody: the web.</summary>
    public static ReaderRights Public { get; } = new([Purpose.Web]);

    public bool IsPublic { get; }

    /// <summary>The same for who is given the same; empty for <see cref="Public"/>.</summary>
    public string Key { get; }

    /// <returns>Whether it may be left out of a listing.</returns>
    public static bool IsLimited(string member) => PartOf(member) is not null;

    /// <param name="purposes">What an agreement covers.</param>
    public static ReaderRights Of(IEnumerable<string> purposes)
    {
        string[] known = [.. Purpose.All.Intersect(purposes)];
        return known is [Purpose.Web] ? Public : new(known);
    }

    /// <summary>For shapes that have no place to say what permits what: only what permits all of the reader's purposes, so that nobody need look.</summary>
    public ReaderRights ForAllPurposes() => purposes.Count <= 1 ? this : new(purposes, needsAll: true);

    /// <returns>The quoted entity tag of what is shown, when <paramref name="quotedTag"/> is that of what is shown to anybody.</returns>
    public string Tag(string quotedTag) => IsPublic ? quotedTag : $"{quotedTag[..^1]}-{Key}\"";

    /// <param name="listing">As it was rendered, whole or as a row.</param>
    public byte[] Shown(byte[] listing) => Refused(listing) is { Count: > 0 } refused ? Without(listing, refused) : listing;

    /// <param name="listing">As it was rendered, whole or as a row.</param>
    public ReadOnlySpan<byte> Shown(ReadOnlySpan<byte> listing) => Refused(listing) is { Count: > 0 } refused ? Without(listing, refused) : listing;

    /// <param name="permits">As a provider said it; null: nothing was said, and it has been on the web all along.</param>
    public bool May(IEnumerable<string>? permits)
    {
        var given = permits ?? [Purpose.Web];
        return needsAll ? purposes.Count > 0 && purposes.All(given.Contains) : given.Any(purposes.Contains);
    }

    List<string> Refused(ReadOnlySpan<byte> listing)
    {
        var at = listing.LastIndexOf(Permits);
        return at < 0 ? [] : RefusedIn(listing[(at + Permits.Length)..]);
    }

    List<string> RefusedIn(ReadOnlySpan<byte> permits)
    {
        var refused = new List<string>();
        var reader = new Utf8JsonReader(permits);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.GetString()!;
            var given = new List<string>();
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                given.Add(reader.GetString()!);
            }
            if (!May(given))
            {
                refused.Add(part);
            }
        }
        return refused;
    }

    byte[] Without(ReadOnlySpan<byte> listing, List<string> refused)
    {
        var to = new ArrayBufferWriter<byte>(listing.Length + 256);
        var reader = new Utf8JsonReader(listing);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (from, part) = ((int)reader.TokenStartIndex, PartOf(reader.GetString()!));
            reader.Skip();
            if (part is null || !refused.Contains(part))
            {
                to.Write(to.WrittenCount == 0 ? "{"u8 : ","u8);
                to.Write(listing[from..(int)reader.BytesConsumed]);
            }
        }
        Encoding.UTF8.GetBytes(",\"withheld\":[", to);
        for (var i = 0; i < refused.Count; i++)
        {
            Encoding.UTF8.GetBytes($"{(i > 0 ? "," : "")}{{\"part\":\"{refused[i]}\",\"reason\":\"not-permitted\",\"yourPurposes\":", to);
            to.Write(purposesJson);
            to.Write("}"u8);
        }
        to.Write("]}"u8);
        return to.WrittenSpan.ToArray();
    }

    static string? PartOf(string member) => member == "image" ? "images" : Array.Find(Parts, part => part == member);
}

static class RightsOfCaller
{
    /// <summary>What the caller may have. Says in the answer's headers that it depends on who asks.</summary>
    public static ReaderRights Rights(this HttpContext context)
    {
        if (!context.Response.Headers.Vary.Contains("Authorization"))
        {
            context.Response.Headers.Append("Vary", "Authorization");
        }
        return Of(context);
    }

    /// <summary>What the caller may have, where the answer does not depend on it.</summary>
    public static ReaderRights Of(HttpContext context) => context.Caller() is { } caller ? ReaderRights.Of(caller.Purposes) : ReaderRights.Public;
}
