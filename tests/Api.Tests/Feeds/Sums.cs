using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>The checksum as its documentation says it, of what a consumer holds.</summary>
static class Sums
{
    public static string Of(IEnumerable<(string Id, long Modified)> listings) =>
        listings.Aggregate(0UL, (sum, one) => sum ^ Of(one.Id, one.Modified)).ToString("x16", CultureInfo.InvariantCulture);

    static ulong Of(string id, long modified) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}:{modified}")));
}
