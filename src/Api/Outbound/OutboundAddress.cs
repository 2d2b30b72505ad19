using System.Net;
using System.Net.Sockets;
using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Outbound;

/// <summary>
/// Judges an address that a partner gives us, by what it says; where its name leads is judged at each connection (<see cref="OutboundConnections"/>).
/// Both judge the host that is connected to, so no spelling of it is missed.
/// </summary>
static class OutboundAddress
{
    public const int MostCharacters = 2_000;

    const int LongestName = 253;

    /// <summary>Names of this machine and of local networks, whatever a name server says (RFC 6761, 6762, 8375; .internal by ICANN).</summary>
    static readonly string[] InnerEndings = [".localhost", ".local", ".internal", ".home.arpa"];

    /// <param name="field">What the partner calls it, for the refusal.</param>
    /// <returns>The address as it is to be kept and called, or why it is not taken.</returns>
    public static (Uri? Address, Refusal? Refusal) Read(string text, string field, OutboundRules rules)
    {
        if (Parse(text) is not { } address)
        {
            return (null, Refused(field, $"'{field}' must be a whole address of at most {MostCharacters} characters, such as https://hooks.example.se/besok."));
        }
        var fault = Fault(address, rules) ?? (IsSpelledOut(text, address) ? null : "must have its IP address as four decimal numbers, or in square brackets.");
        return fault is null ? (address, null) : (null, Refused(field, $"'{field}' {fault}"));
    }

    /// <returns>Why an address that was taken once is not called now, as the end of a sentence about it; or null.</returns>
    public static string? Fault(Uri address, OutboundRules rules)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && rules.AllowsHttp))
        {
            return "must begin with https://.";
        }
        if (address.UserInfo.Length > 0)
        {
            return "must have no user and password in it: we sign what we send.";
        }
        if (address.Fragment.Length > 0)
        {
            return "must have no fragment (#…): it would never be sent.";
        }
        var host = NameOf(address);
        if (IPAddress.TryParse(host, out var literal))
        {
            return rules.Allow(literal) ? null : "must lead to the public internet: this IP address is of a private or reserved network.";
        }
        return rules.AllowsInnerNames || IsPublicName(host) ? null : "must have a name on the public internet, such as hooks.example.se.";
    }

    static Uri? Parse(string text)
    {
        // Uri mends what people mistype, and others mend it otherwise: what must be mended is not taken.
        if (text.Length > MostCharacters || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\') || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            return null;
        }
        return text.StartsWith(address.Scheme + "://", StringComparison.OrdinalIgnoreCase) && NameOf(address).Length is > 0 and <= LongestName ? address : null;
    }

    /// <summary>As it is looked up: digits and dots of any script are plain ones here.</summary>
    /// <returns>"" where there is no host, or none that a name server can be asked for.</returns>
    static string NameOf(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.');
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    /// <summary>Not 2130706433, 0x7f.1 or 0177.0.0.1: who reads it sees where it leads.</summary>
    static bool IsSpelledOut(string text, Uri address) =>
        !IPAddress.TryParse(NameOf(address), out var literal) || literal.AddressFamily == AddressFamily.InterNetworkV6
        || (address.IdnHost == literal.ToString() && text.AsSpan(address.Scheme.Length + "://".Length).StartsWith(address.IdnHost, StringComparison.Ordinal));

    static bool IsPublicName(string host) =>
        host.Contains('.', StringComparison.Ordinal) && !Array.Exists(InnerEndings, ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // The value is not repeated: it may have a password in it.
    static Refusal Refused(string field, string detail) => new("invalid-value", field, null, detail, ["an https address on the public internet"]);
}
