namespace Besoksnaring.Api.Widget;

/// <summary>Files that are part of the program.</summary>
static class EmbeddedFile
{
    public static string Text(string name)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
