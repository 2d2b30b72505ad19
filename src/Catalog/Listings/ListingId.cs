using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Besoksnaring.Catalog.Listings;

/// <summary>Our own permanent id of a listing: 16 letters and digits, opaque to others, never used twice.</summary>
static class ListingId
{
    /// <summary>Crockford's base 32: no letter that is read as a digit.</summary>
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>42 bits of milliseconds (until 2109) and 38 random ones, so that new listings lie together in the indexes.</summary>
    public static string New(Instant now)
    {
        Span<byte> bytes = stackalloc byte[10];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (now.ToUnixTimeMilliseconds() << 22) | (uint)RandomNumberGenerator.GetInt32(1 << 22));
        Span<char> text = stackalloc char[16];
        for (var (character, bits, held, next) = (0, 0, 0, 0); character < 16; character++)
        {
            if (held < 5)
            {
                bits = ((bits << 8) | bytes[next++]) & 0xFFFF;
                held += 8;
            }
            held -= 5;
            text[character] = Alphabet[(bits >> held) & 31];
        }
        return new string(text);
    }
}
