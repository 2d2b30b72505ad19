using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Mail;

/// <summary>Settings under <c>Mail</c>: the server that takes what people and partners are told by mail, or a folder for trying things out. Without either nothing is sent.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>Name of an SMTP server, such as <c>smtp.example.se</c>. Default: none.</summary>
    public string Server { get; set; } = "";

    /// <summary>Where messages are written as files instead, each as <c>.eml</c>; not together with a server. Default: none.</summary>
    public string Folder { get; set; } = "";

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

    /// <summary>Never sent in the open.</summary>
    public string? Password { get; set; }

    internal bool IsOn => Server.Length > 0 || Folder.Length > 0;

    internal SecureSocketOptions SocketOptions => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Server.Length > 0 && Folder.Length > 0)
        {
            yield return new ValidationResult("Mail:Server and Mail:Folder exclude each other: a message is sent or written to a folder.");
        }
        if (Server.Length > 0 && Mailer.AddressIn(From) is null)
        {
            yield return new ValidationResult($"Mail:From has '{From}', which is no mail address: mail from {Server} needs one.");
        }
        if (Security == MailSecurity.None && !string.IsNullOrEmpty(Password))
        {
            yield return new ValidationResult("Mail:Password would be sent in the open: Mail:Security is None.");
        }
    }
}

/// <summary>How the connection to the server is kept from others.</summary>
public enum MailSecurity
{
    /// <summary>Plain at first, then TLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}

[OptionsValidator]
sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
