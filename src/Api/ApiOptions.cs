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

    /// <summary>Memory for answers that are asked for again, in megabytes; 0 keeps none. Default: 64.</summary>
    [Range(0, 16_384)]
    public int CacheMegabytes { get; set; } = 64;
}

[OptionsValidator]
sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
