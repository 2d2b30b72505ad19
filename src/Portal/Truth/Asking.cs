using Besoksnaring.Contracts;
using Besoksnaring.Mail;
using Besoksnaring.Portal.People;
using Besoksnaring.Portal.SignIn;
using Besoksnaring.Vocabularies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Portal.Truth;

/// <summary>Asks owners by mail whether their listings are still right, each about one listing at a time and not often.</summary>
sealed partial class Asking(PortalContext portal, PortalDatabase database, IAnsweringSink desk, Mailer mailer, Region region, IClock clock, IOptions<PortalOptions> options, ILogger<Asking> logger)
{
    // Any number that nothing else locks.
    const long LockKey = 7_305_823_001;

    /// <summary>One process at a time: the others leave it to that one.</summary>
    /// <param name="site">What links begin with.</param>
    /// <returns>How many were asked.</returns>
    public async Task<int> AskAsync(string site, CancellationToken cancellationToken)
    {
        if (!mailer.IsOn)
        {
            return 0;
        }
        // On a connection of its own: what is asked is committed one by one meanwhile, and the lock ends with the transaction.
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var locking = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = LockKey } } };
        if (await locking.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return 0;
        }
        var asked = 0;
        var last = await portal.Questions.AsNoTracking().GroupBy(question => question.ListingId).Select(same => new { same.Key, At = same.Max(question => question.AskedAt) }).ToDictionaryAsync(one => one.Key, one => one.At, cancellationToken);
        foreach (var ownership in await portal.Ownerships.AsNoTracking().OrderBy(one => one.ListingId).ToListAsync(cancellationToken))
        {
            var (now, listing) = (clock.GetCurrentInstant(), await desk.PreviewAsync(new PreviewWanted(ownership.ListingId, null, null), cancellationToken));
            var confirmed = listing.Decisions?.Verified is { } verified && verified.At > ownership.Since ? verified.At : ownership.Since;
            if (AskReasons.Of(listing, confirmed, last.TryGetValue(ownership.ListingId, out var at) ? at : null, now, now.InZone(region.Zone).Date, options.Value) is not { } reason
                || await WhomAsync(ownership.OrganisationId, cancellationToken) is not { } person)
            {
                continue;
            }
            var secret = SignInLink.NewSecret();
            var question = new Question { Hash = SignInLink.HashOf(secret), ListingId = ownership.ListingId, OrganisationId = ownership.OrganisationId, PersonId = person.Id, AskedAt = now, ExpiresAt = now + Question.Life };
            // Before it is sent, or a link could come to nothing.
            portal.Questions.Add(question);
            await portal.SaveChangesAsync(cancellationToken);
            if (await SendAsync(person, listing.Content!.Title.ToString(), reason, $"{site}/answer?secret={secret}", cancellationToken))
            {
                asked++;
                continue;
            }
            portal.Questions.Remove(question);
            await portal.SaveChangesAsync(cancellationToken);
        }
        return asked;
    }

    /// <returns>Who was here last of those who may be asked.</returns>
    Task<Person?> WhomAsync(Guid organisation, CancellationToken cancellationToken) => (
        from membership in portal.Memberships
        join person in portal.Users on membership.PersonId equals person.Id
        where membership.OrganisationId == organisation && person.MayBeAsked
        orderby person.LastSeen descending, person.Id
        select person).AsNoTracking().FirstOrDefaultAsync(cancellationToken);

    async Task<bool> SendAsync(Person person, string title, AskReason reason, string address, CancellationToken cancellationToken)
    {
        var (subject, why) = (person.Language, reason) switch
        {
            ("en", AskReason.Season) => ($"Is {title} still right?", "A season of its opening hours begins soon."),
            ("en", AskReason.Disagreement) => ($"Is {title} still right?", "Its sources do not say the same about it."),
            ("en", _) => ($"Is {title} still right?", "Nobody has confirmed it for a while."),
            (_, AskReason.Season) => ($"Stämmer {title} fortfarande?", "En säsong i öppettiderna börjar snart."),
            (_, AskReason.Disagreement) => ($"Stämmer {title} fortfarande?", "Källorna säger olika om den."),
            _ => ($"Stämmer {title} fortfarande?", "Ingen har bekräftat den på ett tag."),
        };
        var text = person.Language == "en"
            ? $"Hello!\n\n{why} Look at it and answer with one press: yes, change, or closed for good. You need not sign in.\n\n{address}\n\nThe link works for 30 days. There you can also say that you do not want to be asked.\n"
            : $"Hej!\n\n{why} Titta på den och svara med ett tryck: ja, ändra, eller stängd för gott. Du behöver inte logga in.\n\n{address}\n\nLänken fungerar i 30 dagar. Där kan du också säga att du inte vill bli tillfrågad.\n";
        try
        {
            await mailer.SendAsync(new MimeKit.MailboxAddress(person.Name, person.Email!), subject, text, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Asked in the next round instead.
            Log.NotSent(logger, exception);
            return false;
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A question whether a listing is still right could not be sent; it is asked in the next round.")]
        public static partial void NotSent(ILogger logger, Exception exception);
    }
}
