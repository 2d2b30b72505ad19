using System.Net;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>What an address may look like, in the registry and in every redirect. Where it leads is checked at connect time.</summary>
static class AddressRules
{
    const string FilePrefix = "file:";

    public static bool IsFile(string address) => address.StartsWith(FilePrefix, StringComparison.Ordinal);

    /// <returns>The path or pattern of a <c>file:</c> address, relative to the files folder.</returns>
    public static string PathOf(string address) => address[FilePrefix.Length..];

    /// <summary>For messages, which anyone may read at the API: a query can hold the operator's key, so it is left out.</summary>
    public static string Shown(Uri address) =>
        address.OriginalString.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? $"{address.OriginalString[..query]}?…" : address.OriginalString;

    /// <returns>Why the address is refused, to follow the address in a sentence; null when it is fine.</returns>
    public static string? Fault(string address, bool allowPrivate)
    {
        if (IsFile(address))
        {
            return FileFault(PathOf(address));
        }
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Fault(uri, allowPrivate) : "is not an address";
    }

    /// <returns>Why the address is refused, or null.</returns>
    public static string? Fault(Uri address, bool allowPrivate)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            return "is neither http(s) nor file:";
        }
        if (address.UserInfo.Length > 0 || HostAsWritten(address).Contains('@', StringComparison.Ordinal))
        {
            return "has a user name in it, which can disguise where it leads";
        }
        if (address.Host.Length == 0)
        {
            return "names no host";
        }
        if (address.HostNameType is UriHostNameType.IPv4 && HostAsWritten(address) != address.Host)
        {
            return "writes its IP address in a disguised form";
        }
        // Dns would read a last part that is a number as an IP address in hexadecimal, octal or one number.
        if (address.HostNameType is UriHostNameType.Dns && IsNumber(address.IdnHost.TrimEnd('.').Split('.')[^1]))
        {
            return "writes its IP address in a disguised form";
        }
        if (!allowPrivate && IPAddress.TryParse(address.IdnHost, out var ip) && !GlobalAddress.Is(ip))
        {
            return "leads to a private or reserved network (allowPrivateAddress permits it)";
        }
        return null;
    }

    static string? FileFault(string path)
    {
        if (path.Length == 0)
        {
            return "names no file";
        }
        if (Path.IsPathRooted(path) || path.StartsWith('~') || path.Contains('\\', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal))
        {
            return "must be a path relative to filesFolder, with / between its parts";
        }
        var parts = path.Split('/');
        if (parts.Contains(".."))
        {
            return "leaves filesFolder";
        }
        return parts[..^1].Any(part => part.Contains('*', StringComparison.Ordinal) || part.Contains('?', StringComparison.Ordinal))
            ? "may have * and ? in its last part only"
            : null;
    }

    static bool IsNumber(string label) =>
        label.Length > 0 && (label.All(char.IsAsciiDigit) || label.StartsWith("0x", StringComparison.OrdinalIgnoreCase));

    /// <summary>Uri normalises 0x7f.1 to 127.0.0.1; what stood there is only in the original.</summary>
    static string HostAsWritten(Uri address)
    {
        var text = address.OriginalString;
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.IndexOfAny(['/', '?', '#', '\\'], start);
        var authority = end < 0 ? text[start..] : text[start..end];
        return authority.Contains(']', StringComparison.Ordinal) || !authority.Contains(':', StringComparison.Ordinal)
            ? authority
            : authority[..authority.LastIndexOf(':')];
    }
}
