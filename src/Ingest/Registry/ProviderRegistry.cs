using System.Text.Json;

namespace Besoksnaring.Ingest.Registry;

/// <summary>Who the providers are: <c>providers.json</c>, read strictly.</summary>
/// <param name="FilesFolder">Absolute; <c>file:</c> addresses live only below it.</param>
sealed record ProviderRegistry(string File, string FilesFolder, IReadOnlyList<Provider> Providers)
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <returns>The provider, or null when the registry has none by that id.</returns>
    public Provider? Find(string id) => Providers.FirstOrDefault(provider => provider.Id == id);

    /// <exception cref="RegistryException">Anything is wrong with it; all of it is said.</exception>
    public static ProviderRegistry Load(string file)
    {
        var path = Path.GetFullPath(file);
        if (!System.IO.File.Exists(path))
        {
            throw Wrong(path, "there is no such file");
        }
        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path), Strict);
            return RegistryReader.Read(path, document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Wrong(path, $"it is not JSON: {exception.Message}");
        }
    }

    static RegistryException Wrong(string file, string reason) => new(file, [new RegistryFault("file", "", reason)]);
}
