using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Catalog.Changes;

/// <summary>Settings under <c>Catalog</c>.</summary>
sealed class LogOptions
{
    /// <summary>Days that the log is kept, in whole months. Partners are promised 30. Default: 400.</summary>
    [Range(30, 36_500)]
    public int KeepLogDays { get; set; } = 400;
}

[OptionsValidator]
sealed partial class LogOptionsValidator : IValidateOptions<LogOptions>;
