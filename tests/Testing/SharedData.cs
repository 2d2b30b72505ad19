namespace Besoksnaring.Testing;

/// <summary>The real provider files, which lie beside the repository and are not copied into it.</summary>
public static class SharedData
{
    public static string Folder { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Folder, relative);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (File.Exists(Path.Combine(candidate, "INDEX.md")))
            {
                return candidate;
            }
        }
        throw new DirectoryNotFoundException("The real provider files were not found: put the shared folder beside the repository.");
    }
}
