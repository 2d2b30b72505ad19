using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Mail;

/// <summary>Settings under <c>Mail</c>: the server that takes what partners are told by mail. Without one nothing is sent.</summary>
sealed class MailOptions : IValidatableObject
{
    /// <summary>Name of an SMTP server, such as <c>smtp.example.se</c>. Default: none.</summary>
    public string Server { get; set; } = "";

    /// <summary>Default: 587.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary><c>StartTls</c>, <c>Tls</c> (from the first byte, as on port 465) or <c>None</c>, for a server on the same machine. Default: <c>StartTls</c>.</summary>
    [EnumDataType(typeof(MailSecurity))]
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Needed with a server: the address that mail comes from, and that answers go to.</summary>
    public string From { get; set; } = "";

    /// <summary>Default: none, and no password.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    public bool IsOn => Server.Length > 0;

    public SecureSocketOptions SocketOptions => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && Mailer.AddressIn(From) is null)
        {
            yield return new ValidationResult($"Mail:From has '{From}', which is no mail address: mail from {Server} needs one.");
        }
        if (Security == MailSecurity.None && !string.IsNullOrEmpty(Password))
        {
            yield return new ValidationResult("Mail:Password would be sent in the open: Mail:Security is None.");
        }
    }
}

enum MailSecurity
{
    StartTls,
    Tls,
    None,
}

[OptionsValidator]
sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
