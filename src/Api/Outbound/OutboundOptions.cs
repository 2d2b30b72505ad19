using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Outbound;

/// <summary>Settings under <c>Outbound</c>: whom we call because a partner asks us to, and how long we bear with him.</summary>
sealed class OutboundOptions : IValidatableObject
{
    /// <summary>Whether a partner's address may be http, where anybody on the way reads and changes what is sent. Default: no.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>
    /// Networks that partners' addresses may lead to although they are not on the public internet, such as <c>10.20.0.0/16</c>, with commas
    /// between: whoever has a key can then send what he likes to anything there. Default: none.
    /// </summary>
    public string? AllowedNetworks { get; set; }

    /// <summary>
    /// Networks that no partner's address may lead to although they are on the public internet: those of ours, and a prefix by which ours translates
    /// IPv6 to IPv4. They stay closed whatever is opened. Default: none.
    /// </summary>
    public string? ForbiddenNetworks { get; set; }

    /// <summary>How long one call may take, from looking up the name to the end of the answer. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long of that until there is a connection. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection is used before the name is looked up and judged again. Default: 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Connections to one server (scheme, name and port) at a time; further calls to it wait. Many partners may have their receivers at one server, and one that
    /// hangs holds a connection until its time is over: too few, and it delays the others. Default: 1,000.
    /// </summary>
    [Range(1, 100_000)]
    public int MostConnections { get; set; } = 1_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. Wrong(nameof(AllowedNetworks), AllowedNetworks), .. Wrong(nameof(ForbiddenNetworks), ForbiddenNetworks)];

    public static IReadOnlyList<IPNetwork> Networks(string? networks) => [.. Texts(networks).Select(IPNetwork.Parse)];

    static IEnumerable<ValidationResult> Wrong(string name, string? networks) => Texts(networks)
        .Where(text => !IPNetwork.TryParse(text, out _))
        .Select(text => new ValidationResult($"Outbound:{name} has '{text}', which is no network such as 10.20.0.0/16."));

    static string[] Texts(string? networks) => (networks ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

[OptionsValidator]
sealed partial class OutboundOptionsValidator : IValidateOptions<OutboundOptions>;
