using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Besoksnaring.Mail;

/// <summary>Sends plain texts by the operator's mail server, or writes them to a folder.</summary>
public sealed class Mailer(IOptions<MailOptions> options)
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // A folder's messages say as well whom they would come from.
    const string NoSender = "besoksnaring@localhost";

    /// <summary>Whether anybody takes messages.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <returns>The mail address that a text is; null when it is none. One without a domain is a name on the server's own machine.</returns>
    public static MailboxAddress? AddressIn(string text) => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? address : null;

    /// <exception cref="Exception">MailKit's, or the network's: it was not taken. What fails here is tried again by who calls.</exception>
    public async Task SendAsync(MailboxAddress to, string subject, string text, CancellationToken cancellationToken)
    {
        var given = options.Value;
        using var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(AddressIn(given.From) ?? MailboxAddress.Parse(NoSender));
        message.To.Add(to);
        // Nobody's holiday answers this.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (given.Folder.Length > 0)
        {
            await WriteAsync(message, given.Folder, cancellationToken);
            return;
        }
        using var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        await client.ConnectAsync(given.Server, given.Port, given.SocketOptions, cancellationToken);
        if (!string.IsNullOrEmpty(given.User))
        {
            await client.AuthenticateAsync(given.User, given.Password ?? "", cancellationToken);
        }
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    /// <summary>Whole or not at all: who looks into the folder sees no half message.</summary>
    static async Task WriteAsync(MimeMessage message, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{DateTime.UtcNow:yyyyMMdd-HHmmss-fffffff}-{Guid.NewGuid():N}.eml");
        await message.WriteToAsync(path + ".part", cancellationToken);
        File.Move(path + ".part", path);
    }
}
