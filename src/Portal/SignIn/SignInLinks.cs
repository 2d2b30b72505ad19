using Besoksnaring.Mail;
using Besoksnaring.Portal.Audit;
using Besoksnaring.Portal.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace Besoksnaring.Portal.SignIn;

/// <summary>Sends links to sign in with, and takes them back. Known addresses and unknown ones are treated the same: who uses a link to an unknown one is known from then on.</summary>
sealed partial class SignInLinks(PortalContext context, UserManager<Person> people, Mailer mailer, IClock clock, ILogger<SignInLinks> logger)
{
    const int LongestEmail = 254;

    /// <returns>The address as it is kept; null for what is no mail address.</returns>
    public static MailboxAddress? AddressIn(string? given) =>
        given?.Trim() is { Length: > 2 and <= LongestEmail } text && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';') ? Mailer.AddressIn(text) : null;

    /// <summary>Sends a link, or tells the log that nobody takes mail.</summary>
    /// <param name="address">Of the page that takes the link, to which the secret is added.</param>
    public async Task SendAsync(MailboxAddress to, string address, string? returnTo, string language, CancellationToken cancellationToken)
    {
        if (!mailer.IsOn)
        {
            Log.NoMail(logger);
            return;
        }
        var secret = await MakeAsync(to.Address, returnTo, cancellationToken);
        var minutes = (int)SignInLink.Life.TotalMinutes;
        var (subject, text) = language == "en"
            ? ("Your link to Besöksnäring", $"Hello!\n\nOpen this link and press the button to sign in. It works once, within {minutes} minutes.\n\n{address}{secret}\n\nIf you did not ask for it, do nothing.\n")
            : ("Din länk till Besöksnäring", $"Hej!\n\nÖppna länken och tryck på knappen för att logga in. Den fungerar en gång, inom {minutes} minuter.\n\n{address}{secret}\n\nOm du inte har bett om den behöver du inte göra något.\n");
        try
        {
            await mailer.SendAsync(to, subject, text, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The page says the same whatever happens here: who waits for the mail asks again.
            Log.NotSent(logger, exception);
        }
    }

    public void TellNoAddress() => Log.NoAddress(logger);

    /// <returns>The secret, which is nowhere else.</returns>
    async Task<string> MakeAsync(string email, string? returnTo, CancellationToken cancellationToken)
    {
        var (secret, now) = (SignInLink.NewSecret(), clock.GetCurrentInstant());
        await context.Links.Where(link => link.ExpiresAt < now - Duration.FromDays(1)).ExecuteDeleteAsync(cancellationToken);
        context.Links.Add(new SignInLink { Hash = SignInLink.HashOf(secret), Email = email, ExpiresAt = now + SignInLink.Life, ReturnTo = returnTo });
        await context.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <returns>Whether the link could be used now; nothing is changed.</returns>
    public async Task<bool> IsGoodAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (SignInLink.HashOf(secret), clock.GetCurrentInstant());
        return await context.Links.AnyAsync(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Uses the link up.</summary>
    /// <returns>Who it was sent to, made if it is their first; null: it was used, is too old, or is none of ours.</returns>
    public async Task<(Person Person, string? ReturnTo)?> UseAsync(string secret, string language, CancellationToken cancellationToken)
    {
        var (hash, now) = (SignInLink.HashOf(secret), clock.GetCurrentInstant());
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Of two who use it at once the database lets one.
        if (await context.Links.Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now).ExecuteUpdateAsync(link => link.SetProperty(l => l.UsedAt, now), cancellationToken) == 0)
        {
            return null;
        }
        var used = await context.Links.AsNoTracking().SingleAsync(link => link.Hash == hash, cancellationToken);
        var person = await people.FindByEmailAsync(used.Email) ?? await AddAsync(used.Email, language, now);
        person.LastSeen = now.InUtc().Date;
        if (used.MakesAdministrator && !await context.EditorRoles.AnyAsync(role => role.PersonId == person.Id && role.Kind == EditorKind.Administrator, cancellationToken))
        {
            context.EditorRoles.Add(new EditorRole { Id = Guid.CreateVersion7(), PersonId = person.Id, Kind = EditorKind.Administrator, Since = now });
            context.Audit.Add(new AuditEntry { At = now, About = $"person:{person.Id}", What = "role given", Details = "administrator, by the operator's link" });
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (person, used.ReturnTo);
    }

    async Task<Person> AddAsync(string email, string language, Instant now)
    {
        var person = new Person { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, Language = language, CreatedAt = now };
        var added = await people.CreateAsync(person);
        return added.Succeeded ? person : throw new InvalidOperationException($"A person could not be added: {string.Join(' ', added.Errors.Select(error => error.Code))}.");
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Somebody asked for a link to sign in, and nobody takes mail: set Mail:Server, or Mail:Folder to try things out.")]
        public static partial void NoMail(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "Somebody asked for a link to sign in, and it is not known where we answer: set Portal:PublicUrl.")]
        public static partial void NoAddress(ILogger logger);

        [LoggerMessage(2, LogLevel.Error, "A link to sign in could not be sent.")]
        public static partial void NotSent(ILogger logger, Exception exception);
    }
}
