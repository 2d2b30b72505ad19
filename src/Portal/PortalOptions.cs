using System.ComponentModel.DataAnnotations;
using System.Net;
using Besoksnaring.Contracts.Content;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Portal;

/// <summary>Settings under <c>Portal</c>.</summary>
sealed class PortalOptions : IValidatableObject
{
    /// <summary>The address under which people reach us, for links in mail: <c>https://data.region.example</c>. Default: <c>Api:PublicUrl</c>; without either, mail is sent only to who calls this machine from itself.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Proxies in front of us whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed, as IP addresses with commas between. Default: none.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Links that may be sent to one mail address within an hour. Default: 5.</summary>
    [Range(1, 1000)]
    public int LinksPerAddress { get; set; } = 5;

    /// <summary>Links that may be asked for from one network address within an hour. Default: 30.</summary>
    [Range(1, 100_000)]
    public int LinksPerCaller { get; set; } = 30;

    /// <summary>Claims and new listings that one person may begin within an hour. Default: 30.</summary>
    [Range(1, 100_000)]
    public int BeginningsPerPerson { get; set; } = 30;

    /// <summary>The licence of what people write here, told to them before they publish. Default: CC-BY-4.0.</summary>
    [Required]
    public string Licence { get; set; } = "CC-BY-4.0";

    /// <summary>What it may be used for, with commas between: <c>web</c>, <c>print</c>, <c>commercial</c>, <c>ai</c>. Default: web, print.</summary>
    [Required]
    public string Permits { get; set; } = "web, print";

    /// <summary>How old a person's word may be before its owner is asked whether a listing is still right. Default: 180.</summary>
    [Range(1, 3650)]
    public int AskAfterDays { get; set; } = 180;

    /// <summary>The least time between two questions about one listing. Default: 60.</summary>
    [Range(1, 3650)]
    public int AskAtMostEveryDays { get; set; } = 60;

    /// <summary>How long before a season begins its owner is asked. Default: 14; 0: never for that reason.</summary>
    [Range(0, 365)]
    public int AskBeforeSeasonDays { get; set; } = 14;

    /// <summary>How often it is looked whom to ask. Default: once a day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan AskEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Where pictures are kept. Default: images.</summary>
    [Required]
    public string ImageFolder { get; set; } = "images";

    public IEnumerable<IPAddress> Proxies => TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            yield return new ValidationResult($"Portal:PublicUrl has '{PublicUrl}', which is no web address.");
        }
        foreach (var wrong in Permits.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(word => !Purpose.All.Contains(word)))
        {
            yield return new ValidationResult($"Portal:Permits has '{wrong}', which is none of {string.Join(", ", Purpose.All)}.");
        }
        foreach (var wrong in TrustedProxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(text => !IPAddress.TryParse(text, out _)))
        {
            yield return new ValidationResult($"Portal:TrustedProxies has '{wrong}', which is no IP address.");
        }
    }
}

[OptionsValidator]
sealed partial class PortalOptionsValidator : IValidateOptions<PortalOptions>;
