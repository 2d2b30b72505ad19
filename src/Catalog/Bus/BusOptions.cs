using System.ComponentModel.DataAnnotations;
using Besoksnaring.Contracts;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Catalog.Bus;

/// <summary>Where the broker is, from the settings under <c>RabbitMq</c>.</summary>
sealed class BusOptions
{
    /// <summary>Such as <c>amqp://user:password@host:5672/vhost</c>.</summary>
    [Required]
    public Uri? Uri { get; set; }

    /// <summary>The first of the queues; others are named after it. Ingest must say the same. Default: besoksnaring.records.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string Queue { get; set; } = RecordRoute.DefaultName;

    /// <summary>How many messages, of up to 50 records, one process writes at a time. Default: 2.</summary>
    [Range(1, 32)]
    public int Writers { get; set; } = 2;
}

[OptionsValidator]
sealed partial class BusOptionsValidator : IValidateOptions<BusOptions>;
