using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api;

/// <summary>Settings under <c>Api</c>.</summary>
sealed class ApiOptions
{
    /// <summary>
    /// Where readers find us, such as <c>https://data.example.se</c>: the start of every address in an answer.
    /// Default: the address that was called, when that is this machine's own name for itself; else the address of the connection.
    /// </summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>Seconds a question may take in the database before it is answered 503. Default: 5.</summary>
    [Range(1, 60)]
    public int StatementSeconds { get; set; } = 5;

    /// <summary>Calls that one address may make in a minute; an IPv6 network of 64 bits is one. 0: any number. Default: 3,000.</summary>
    [Range(0, 10_000_000)]
    public int CallsPerMinute { get; set; } = 3_000;

    /// <summary>
    /// Addresses and networks of the proxies before us, with commas between: what they say of whom they were called by is believed.
    /// Default: none; then callers from this machine and private networks, which may be such a proxy, are not counted.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>The header in which they say so. Only this one is read: the proxies must write it themselves. Default: X-Forwarded-For.</summary>
    [AllowedValues("X-Forwarded-For", "Forwarded")]
    public string ForwardedHeader { get; set; } = "X-Forwarded-For";

    /// <summary>
    /// Address of the licence that holds for all of the feeds, such as <c>https://creativecommons.org/licenses/by/4.0/</c>.
    /// Default: the list of providers, where each one's licence is; every listing names its own in <c>sources</c>.
    /// </summary>
    [Url]
    public string? FeedLicence { get; set; }

    /// <summary>Streams of changes that may be open at a time. Default: 10,000.</summary>
    [Range(0, 1_000_000)]
    public int MostStreams { get; set; } = 10_000;

    /// <summary>Memory for answers that are asked for again, in megabytes; 0 keeps none. Default: 64.</summary>
    [Range(0, 16_384)]
    public int CacheMegabytes { get; set; } = 64;
}

[OptionsValidator]
sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
