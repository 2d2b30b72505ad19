using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Guide;

/// <summary>The blocks of code of a page in <c>docs</c>, run as they stand there but for what a test puts in its place.</summary>
sealed class GuideCode : IDisposable
{
    /// <summary>A browser or a compiler starts slowly where much else runs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    readonly Func<string, string> placed;

    public GuideCode(string page, Func<string, string> placed)
    {
        this.placed = placed;
        Blocks = GuideBlocks.Of(page);
    }

    public IReadOnlyList<(string Language, string Code)> Blocks { get; }

    /// <summary>Where they run, and what they write stays.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("besoksnaring-guide-");

    public Task<string> BashAsync(int block) => OtherProgram.RunAsync("bash", "bash", ["-eu", "-c", $"cd '{Folder.FullName}'\n{Code(block)}"], "", Patience);

    public Task<string> NodeAsync(int block) => InFolderAsync($"node '{Save(block, $"{block}.mjs")}'");

    public Task<string> CSharpAsync(int block) => InFolderAsync($"dotnet run '{Save(block, $"{block}.cs")}'");

    public string Save(int block, string name)
    {
        var file = Path.Combine(Folder.FullName, name);
        File.WriteAllText(file, Code(block));
        return file;
    }

    Task<string> InFolderAsync(string command) => OtherProgram.RunAsync("bash", "nodejs, dotnet-sdk-10.0", ["-eu", "-c", $"cd '{Folder.FullName}'\n{command}"], "", Patience);

    string Code(int block) => placed(Blocks[block].Code);

    public void Dispose() => Folder.Delete(recursive: true);
}
