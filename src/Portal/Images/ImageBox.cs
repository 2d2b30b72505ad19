using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Portal.Images;

/// <summary>The pictures of a listing as they are kept in a draft. No page sends them: they come by the file.</summary>
static class ImageBox
{
    public const string Name = "images";

    public static string Write(IReadOnlyList<Image> images) => images.Count == 0 ? "" : JsonSerializer.Serialize(images, ContractsJson.Options);

    public static IReadOnlyList<Image> Read(string text) => text.Length == 0 ? [] : JsonSerializer.Deserialize<List<Image>>(text, ContractsJson.Options)!;
}
