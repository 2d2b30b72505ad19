namespace Besoksnaring.Vocabularies.Tests;

sealed class TemporaryFile : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("vocabularies").FullName;

    public TemporaryFile(string text, string name = "file.json")
    {
        Path = System.IO.Path.Combine(folder, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public string Beside(string name, string text)
    {
        var path = System.IO.Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
