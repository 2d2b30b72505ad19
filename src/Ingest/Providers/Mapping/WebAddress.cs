namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>Addresses as providers write them.</summary>
static class WebAddress
{
    const int MaxLength = 2000;

    /// <returns>The http(s) address of the text: relative ones beside <paramref name="beside"/>, <c>www.…</c> with a scheme; null when it is none.</returns>
    public static string? Read(string text, Uri beside)
    {
        var address = text.Trim().Replace(":///", "://", StringComparison.Ordinal);
        if (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            address = "https://" + address;
        }
        if (address.StartsWith("//", StringComparison.Ordinal))
        {
            address = "https:" + address;
        }
        if (address.Length is 0 or > MaxLength || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            return null;
        }
        if (Uri.TryCreate(address, UriKind.Absolute, out var absolute) && IsWeb(absolute))
        {
            return address;
        }
        return IsWeb(beside) && address[0] is '/' && Uri.TryCreate(beside, address, out var relative) && IsWeb(relative)
            ? relative.AbsoluteUri
            : null;
    }

    public static string? Read(Value? value, RowReading row, string field)
    {
        if (value?.Text(row.Json) is not { } text)
        {
            return null;
        }
        if (Read(text, row.Address) is { } address)
        {
            return address;
        }
        row.Warn(field, $"'{RowReading.Short(text)}' is no web address");
        return null;
    }

    static bool IsWeb(Uri uri) => uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
}
