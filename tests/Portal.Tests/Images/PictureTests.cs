using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Besoksnaring.Portal.Images;
using SkiaSharp;

namespace Besoksnaring.Portal.Tests.Images;

/// <summary>What becomes of a file that somebody sends.</summary>
public class PictureTests
{
    [Fact]
    public void A_picture_is_made_in_three_sizes_without_what_it_hid()
    {
        var gps = Encoding.ASCII.GetBytes("GPSLatitude 59.6549 SECRET");
        var (made, fault) = PictureMaker.Make(WithExif(Jpeg(3000, 2000), orientation: 1, gps));
        Assert.Null(fault);
        Assert.Equal((2400, 1600), (made!.Width, made.Height));
        Assert.Equal([2400, 1200, 400], made.Sizes.Select(size => size.Width));
        foreach (var (width, jpeg) in made.Sizes)
        {
            Assert.Equal(-1, jpeg.AsSpan().IndexOf("SECRET"u8));
            Assert.Equal(-1, jpeg.AsSpan().IndexOf("Exif"u8));
            using var again = SKBitmap.Decode(jpeg);
            Assert.Equal((width, (int)Math.Round(width * 2 / 3.0)), (again.Width, again.Height));
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(6, false)]
    [InlineData(8, false)]
    public void It_stands_as_the_camera_was_held(int orientation, bool isLandscape)
    {
        var (made, fault) = PictureMaker.Make(WithExif(Jpeg(1600, 1000), orientation, []));
        Assert.Equal(isLandscape, fault is null);
        if (made is null)
        {
            return;
        }
        using var bitmap = SKBitmap.Decode(made.Sizes[^1].Jpeg);
        // The left half of what was drawn is red.
        var (left, right) = (bitmap.GetPixel(20, 100), bitmap.GetPixel(bitmap.Width - 20, 100));
        Assert.Equal(orientation == 1, left.Red > 150 && right.Red < 100);
    }

    [Fact]
    public void A_portrait_that_was_held_sideways_is_landscape()
    {
        var (made, fault) = PictureMaker.Make(WithExif(Jpeg(1000, 1600), orientation: 6, []));
        Assert.Null(fault);
        Assert.Equal((1600, 1000), (made!.Width, made.Height));
    }

    [Theory]
    [InlineData(1199, 900)]
    [InlineData(1200, 899)]
    [InlineData(1000, 1414)]
    [InlineData(1200, 1200)]
    public void What_is_small_or_upright_is_told_with_its_size(int width, int height)
    {
        var (_, fault) = PictureMaker.Make(Jpeg(width, height));
        Assert.Contains($"{width} × {height}", fault!.Swedish, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_opened()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (made, fault) = PictureMaker.Make(PngHeader(60_000, 50_000));
        Assert.Null(made);
        Assert.Contains("60000 × 50000", fault!.English, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 5_000_000);
    }

    [Fact]
    public void What_is_no_picture_is_refused_whatever_it_is_called()
    {
        byte[][] files =
        [
            [], "<html><script>alert(1)</script>"u8.ToArray(), "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "GIF89a"u8.ToArray(),
            [0xFF, 0xD8, 0xFF, .. "<script>"u8], Jpeg(1600, 1000)[..5000], PngHeader(1600, 1000),
        ];
        Assert.All(files, file =>
        {
            var (made, fault) = PictureMaker.Make(file);
            Assert.Null(made);
            Assert.NotNull(fault);
        });
    }

    public static byte[] Jpeg(int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        surface.Canvas.DrawRect(0, 0, width / 2f, height, red);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    /// <summary>After the first two bytes, as cameras do.</summary>
    static byte[] WithExif(byte[] jpeg, int orientation, byte[] more)
    {
        byte[] tiff = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. more];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        var length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG that says how large it is, and has nothing of it.</summary>
    static byte[] PngHeader(int width, int height)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        (header[12], header[13]) = (8, 2);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(new byte[1000]);
        }
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk(header), .. Chunk([.. "IDAT"u8, .. packed.ToArray()])];

        static byte[] Chunk(byte[] typed)
        {
            var chunk = new byte[typed.Length + 8];
            BinaryPrimitives.WriteInt32BigEndian(chunk, typed.Length - 4);
            typed.CopyTo(chunk, 4);
            BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(typed.Length + 4), Crc(typed));
            return chunk;
        }

        static uint Crc(byte[] bytes)
        {
            var crc = uint.MaxValue;
            foreach (var one in bytes)
            {
                crc ^= one;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }
            }
            return ~crc;
        }
    }
}
