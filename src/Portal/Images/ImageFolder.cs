using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Portal.Images;

/// <summary>Pictures in a folder, named by what they show: the same picture twice is one, and no name is ever another picture's.</summary>
sealed partial class ImageFolder(IOptions<PortalOptions> options)
{
    /// <returns>The name of the largest; the others have their width instead of its.</returns>
    public async Task<string> KeepAsync(MadePicture picture, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(picture.Sizes[0].Jpeg))[..32];
        var folder = Directory.CreateDirectory(options.Value.ImageFolder).FullName;
        foreach (var (width, jpeg) in picture.Sizes)
        {
            var path = Path.Combine(folder, NameOf(id, width));
            // Whole or not at all: who asks meanwhile sees no half picture.
            var part = $"{path}.{Guid.NewGuid():N}.part";
            await File.WriteAllBytesAsync(part, jpeg, cancellationToken);
            File.Move(part, path, overwrite: true);
        }
        return NameOf(id, picture.Sizes[0].Width);
    }

    /// <returns>Null: there is no such picture.</returns>
    public string? PathOf(string name) =>
        IsOurs().IsMatch(name) && Path.Combine(Path.GetFullPath(options.Value.ImageFolder), name) is var path && File.Exists(path) ? path : null;

    static string NameOf(string id, int width) => $"{id}-{width}.jpg";

    [GeneratedRegex(@"\A[0-9a-f]{32}-[0-9]{3,4}\.jpg\z")]
    private static partial Regex IsOurs();
}
