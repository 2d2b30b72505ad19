using System.Buffers;
using Npgsql;

namespace Besoksnaring.Api.Answers;

static class ReaderBytes
{
    /// <summary>Lends the bytes of a column without making an array of them.</summary>
    public static void Lend(this NpgsqlDataReader reader, int column, ReadOnlySpanAction<byte> use)
    {
        using var stream = reader.GetStream(column);
        var length = (int)stream.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            stream.ReadExactly(rented, 0, length);
            use(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public delegate void ReadOnlySpanAction<T>(ReadOnlySpan<T> span);
}
