namespace Besoksnaring.Vocabularies.Tests;

/// <summary>The folder that the tests were built from.</summary>
static class Repository
{
    public static string PathOf(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Besoksnaring.sln")))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }
        throw new DirectoryNotFoundException("The tests do not lie in the repository.");
    }
}
