using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Besoksnaring.Api.Mail;

/// <summary>Sends plain texts by the operator's mail server.</summary>
sealed class Mailer(IOptions<MailOptions> options)
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public bool IsOn => options.Value.IsOn;

    /// <returns>The mail address that a text is; null when it is none. One without a domain is a name on the server's own machine.</returns>
    public static MailboxAddress? AddressIn(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? address : null;

    /// <exception cref="Exception">MailKit's, or the network's: it was not taken. What fails here is tried again by who calls.</exception>
    public async Task SendAsync(MailboxAddress to, string subject, string text, CancellationToken cancellationToken)
    {
        var given = options.Value;
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(given.From));
        message.To.Add(to);
        // Nobody's holiday answers this.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        await client.ConnectAsync(given.Server, given.Port, given.SocketOptions, cancellationToken);
        if (!string.IsNullOrEmpty(given.User))
        {
            await client.AuthenticateAsync(given.User, given.Password ?? "", cancellationToken);
        }
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
