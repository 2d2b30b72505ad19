using Besoksnaring.Portal.Listings.Form;
using SkiaSharp;

namespace Besoksnaring.Portal.Images;

/// <summary>A picture in the sizes that websites need, each a JPEG made anew: nothing of the file that came is in it, neither where it was taken nor what else it hid.</summary>
/// <param name="Sizes">By width, the largest first.</param>
sealed record MadePicture(int Width, int Height, IReadOnlyList<(int Width, byte[] Jpeg)> Sizes);

/// <summary>Looks at a file that somebody sent, and makes pictures of it. What it is is read from its bytes, never from its name.</summary>
static class PictureMaker
{
    public const int LeastWidth = 1200;
    public const int LeastHeight = 900;
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>More than any camera makes; above it a small file could fill the memory.</summary>
    const long MostPixels = 80_000_000;

    const int Quality = 85;

    static readonly int[] Widths = [2400, 1200, 400];

    static readonly Fault NoPicture = new("Filen är ingen bild som vi kan läsa. Skicka en JPEG, PNG eller WebP.", "The file is no picture that we can read. Send a JPEG, PNG or WebP.");

    public static (MadePicture? Made, Fault? Fault) Make(byte[] file)
    {
        if (file.Length > MostBytes)
        {
            return (null, new($"Bilden är större än {MostBytes / 1024 / 1024} MB.", $"The picture is larger than {MostBytes / 1024 / 1024} MB."));
        }
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
        {
            return (null, NoPicture);
        }
        var (width, height) = IsTurned(codec.EncodedOrigin) ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostPixels)
        {
            return (null, new($"Bilden har för många bildpunkter: {width} × {height}.", $"The picture has too many pixels: {width} × {height}."));
        }
        if (width < LeastWidth || height < LeastHeight || width <= height)
        {
            return (null, new(
                $"Bilden är {width} × {height}. Den behöver vara liggande och minst {LeastWidth} × {LeastHeight}.", $"The picture is {width} × {height}. It must be landscape, and {LeastWidth} × {LeastHeight} at least."));
        }
        using var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        // Half a picture is none: it was cut off on the way.
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return (null, NoPicture);
        }
        var sizes = Widths.Select(wanted => Math.Min(wanted, width)).Distinct().Select(wanted => (wanted, Draw(bitmap, codec.EncodedOrigin, width, height, wanted))).ToList();
        return (new MadePicture(sizes[0].wanted, (int)Math.Round((double)height * sizes[0].wanted / width), sizes), null);
    }

    static byte[] Draw(SKBitmap bitmap, SKEncodedOrigin origin, int width, int height, int wanted)
    {
        var scale = (float)wanted / width;
        using var surface = SKSurface.Create(new SKImageInfo(wanted, Math.Max(1, (int)Math.Round(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        Turn(canvas, origin, width, height);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var jpeg = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }

    static bool IsTurned(SKEncodedOrigin origin) => origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>As the camera was held (EXIF orientation).</summary>
    static void Turn(SKCanvas canvas, SKEncodedOrigin origin, int width, int height)
    {
        var matrix = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
        canvas.Concat(matrix);
    }
}
