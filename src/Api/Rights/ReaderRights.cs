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
    const string Texts = "texts";
    const string Images = "images";

    /// <summary>Stands last in what is rendered. In a text its quotes would be escaped, so what is found is it.</summary>
    static readonly byte[] Permits = ",\"permits\":"u8.ToArray();

    static readonly string[] OfTexts = ["summary", "description"];
    static readonly string[] OfImages = ["image", "images"];

    readonly IReadOnlyList<string> purposes;
    readonly byte[] purposesJson;

    ReaderRights(IReadOnlyList<string> purposes)
    {
        this.purposes = purposes;
        purposesJson = JsonSerializer.SerializeToUtf8Bytes(purposes);
        IsPublic = purposes is [Purpose.Web];
        Key = IsPublic ? "" : string.Join('+', purposes);
    }

    /// <summary>Of anybody: the web.</summary>
    public static ReaderRights Public { get; } = new([Purpose.Web]);

    public bool IsPublic { get; }

    /// <summary>The same for who is given the same; empty for <see cref="Public"/>.</summary>
    public string Key { get; }

    /// <returns>Whether it may be left out of a listing.</returns>
    public static bool IsLimited(string member) => OfTexts.Contains(member) || OfImages.Contains(member);

    /// <param name="purposes">What an agreement covers.</param>
    public static ReaderRights Of(IEnumerable<string> purposes)
    {
        string[] known = [.. Purpose.All.Intersect(purposes)];
        return known is [Purpose.Web] ? Public : new(known);
    }

    /// <returns>The quoted entity tag of what is shown, when <paramref name="quotedTag"/> is that of what is shown to anybody.</returns>
    public string Tag(string quotedTag) => IsPublic ? quotedTag : $"{quotedTag[..^1]}-{Key}\"";

    /// <param name="listing">As it was rendered, whole or as a row.</param>
    public byte[] Shown(byte[] listing) => Refused(listing) is var refused && refused == Parts.None ? listing : Without(listing, refused);

    /// <param name="listing">As it was rendered, whole or as a row.</param>
    public ReadOnlySpan<byte> Shown(ReadOnlySpan<byte> listing) => Refused(listing) is var refused && refused == Parts.None ? listing : Without(listing, refused);

    /// <param name="permits">As a provider said it; null: nothing was said, and it has been on the web all along.</param>
    public bool May(IEnumerable<string>? permits) => permits is null ? purposes.Contains(Purpose.Web) : permits.Any(purposes.Contains);

    Parts Refused(ReadOnlySpan<byte> listing)
    {
        var at = listing.LastIndexOf(Permits);
        return at < 0 ? Parts.None : PermitsIn(listing[(at + Permits.Length)..]).Where(part => !May(part.Permits)).Aggregate(Parts.None, (some, part) => some | part.Part);
    }

    static List<(Parts Part, List<string> Permits)> PermitsIn(ReadOnlySpan<byte> json)
    {
        var parts = new List<(Parts, List<string>)>(2);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.ValueTextEquals(Texts) ? Parts.Texts : Parts.Images;
            var permits = new List<string>();
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                permits.Add(reader.GetString()!);
            }
            parts.Add((part, permits));
        }
        return parts;
    }

    byte[] Without(ReadOnlySpan<byte> listing, Parts refused)
    {
        var to = new ArrayBufferWriter<byte>(listing.Length + 256);
        var reader = new Utf8JsonReader(listing);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (from, part) = ((int)reader.TokenStartIndex, PartOf(ref reader));
            reader.Skip();
            if ((refused & part) == Parts.None)
            {
                to.Write(to.WrittenCount == 0 ? "{"u8 : ","u8);
                to.Write(listing[from..(int)reader.BytesConsumed]);
            }
        }
        Encoding.UTF8.GetBytes(",\"withheld\":[", to);
        foreach (var part in new[] { Parts.Texts, Parts.Images }.Where(part => refused.HasFlag(part)))
        {
            Encoding.UTF8.GetBytes($"{(part == Parts.Images && refused.HasFlag(Parts.Texts) ? "," : "")}{{\"part\":\"{(part == Parts.Texts ? Texts : Images)}\",\"reason\":\"not-permitted\",\"yourPurposes\":", to);
            to.Write(purposesJson);
            to.Write("}"u8);
        }
        to.Write("]}"u8);
        return to.WrittenSpan.ToArray();
    }

    static Parts PartOf(ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        return OfTexts.Contains(name) ? Parts.Texts : OfImages.Contains(name) ? Parts.Images : Parts.None;
    }

    [Flags]
    enum Parts
    {
        None = 0,
        Texts = 1,
        Images = 2,
    }
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
