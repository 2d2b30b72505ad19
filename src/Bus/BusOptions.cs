using System.ComponentModel.DataAnnotations;
using Besoksnaring.Contracts;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Bus;

/// <summary>Where the broker is, from the settings under <c>RabbitMq</c>.</summary>
sealed class BusOptions
{
    /// <summary>Such as <c>amqp://user:password@host:5672/vhost</c>.</summary>
    [Required]
    public Uri? Uri { get; set; }

    /// <summary>The first of the queues; others are named after it. Catalog must say the same. Default: besoksnaring.records.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string Queue { get; set; } = RecordRoute.DefaultName;

    /// <summary>How long a message may wait for the broker to confirm it before sending fails. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long who asks is kept waiting for the catalogue's answer. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
sealed partial class BusOptionsValidator : IValidateOptions<BusOptions>;
