using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Subscriptions;
using Besoksnaring.Mail;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Besoksnaring.Api.Webhooks;

/// <summary>Tells a partner's contact by mail that we no longer call its receiver. What is still to be told is written with the subscription, so no crash loses it.</summary>
sealed partial class StoppedNotices(
    PartnerDatabase database, Mailer mailer, IServer server, IOptions<ApiOptions> options, TimeProvider time, ILogger<StoppedNotices> logger)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>A mail server that is away is not asked every moment.</summary>
    static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(10);

    /// <summary>When a subscription's notice was last refused.</summary>
    readonly Dictionary<string, long> refused = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (mailer.IsOn)
        {
            try
            {
                await TellAsync(cancellationToken);
            }
            catch (Exception lost) when (lost is not OperationCanceledException)
            {
                // Entity Framework wraps what the connection threw.
                Told.CannotRead(logger, lost.GetBaseException().Message);
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    async Task TellAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Context();
        var due = await (
            from subscription in context.Subscriptions.AsNoTracking()
            join partner in context.Partners.AsNoTracking() on subscription.PartnerId equals partner.Id
            where subscription.IsNoticeDue
            select new { subscription, partner.Contact }).ToListAsync(cancellationToken);
        foreach (var one in due)
        {
            if (!await IsToldAsync(one.subscription, one.Contact, cancellationToken))
            {
                continue;
            }
            // Unless it was resumed and stopped again meanwhile: that is another piece of news.
            await context.Subscriptions.Where(s => s.Id == one.subscription.Id && s.Generation == one.subscription.Generation)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.IsNoticeDue, false), cancellationToken);
        }
    }

    /// <returns>Whether there is no more to do. One that cannot be told delays no other.</returns>
    async Task<bool> IsToldAsync(Subscription subscription, string contact, CancellationToken cancellationToken)
    {
        if (refused.TryGetValue(subscription.Id, out var at) && time.GetElapsedTime(at) < AfterFault)
        {
            return false;
        }
        refused.Remove(subscription.Id);
        if (Mailer.AddressIn(contact) is not { } to)
        {
            Told.NoAddress(logger, subscription.PartnerId, subscription.Id);
            refused[subscription.Id] = time.GetTimestamp();
            return false;
        }
        try
        {
            var notice = StoppedNotice.Of(subscription, PublicAddress.OfProcess(options.Value, server));
            await mailer.SendAsync(to, notice.Subject, notice.Text, cancellationToken);
            Told.Sent(logger, subscription.PartnerId, subscription.Id);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // MailKit has an exception for every way in which a server can say no.
            Told.NotSent(logger, subscription.PartnerId, subscription.Id, fault.Message);
            refused[subscription.Id] = time.GetTimestamp();
            return false;
        }
    }

    static partial class Told
    {
        [LoggerMessage(LogLevel.Information, "The contact of partner {Partner} was told by mail that subscription {Id} is stopped.")]
        public static partial void Sent(ILogger logger, string partner, string id);

        [LoggerMessage(LogLevel.Warning, "The contact of partner {Partner} is no mail address, so nobody is told that subscription {Id} is stopped; it is looked at again in ten minutes ('partners change' sets another).")]
        public static partial void NoAddress(ILogger logger, string partner, string id);

        [LoggerMessage(LogLevel.Warning, "The contact of partner {Partner} cannot be told by mail that subscription {Id} is stopped; it is tried again in ten minutes: {Reason}")]
        public static partial void NotSent(ILogger logger, string partner, string id, string reason);

        [LoggerMessage(LogLevel.Warning, "Which partners are to be told by mail cannot be read: {Reason}")]
        public static partial void CannotRead(ILogger logger, string reason);
    }
}

/// <summary>What the mail says, in Swedish and in English. Neither the secret nor what follows the path of the receiver's address is in it.</summary>
sealed record StoppedNotice(string Subject, string Text)
{
    public static StoppedNotice Of(Subscription subscription, string publicUrl)
    {
        var receiver = new Uri(subscription.Address).GetLeftPart(UriPartial.Path);
        var address = $"{publicUrl}/api/v1/subscriptions/{subscription.Id}";
        // Its receiver is well; what it asked for is gone.
        var isOfSearch = subscription is { State: Subscription.Paused, FailingSince: null };
        var (goOn, goOnInEnglish) = isOfSearch
            ? ("När prenumerationen har ändrats till något som finns: anropa", "When the subscription is changed to something that is there, call")
            : ("När mottagaren svarar igen: anropa", "When the receiver answers again, call");
        return new(
            $"Vi anropar inte längre er webhook ”{subscription.Name}” / We no longer call your webhook",
            $"""
            Vi anropar inte längre {receiver} för er prenumeration ”{subscription.Name}”.

            Orsaken: {subscription.Reason}

            Ingenting är förlorat. {goOn}
            POST {address}/resume
            med er nyckel, så kommer allt som har ändrats sedan dess.
            GET {address} visar läget, och {address}/deliveries de senaste försöken.

            --

            We no longer call {receiver} for your subscription "{subscription.Name}".

            The reason: {subscription.Reason}

            Nothing is lost. {goOnInEnglish}
            POST {address}/resume
            with your key, and everything that has changed since will come.
            GET {address} shows how it stands, {address}/deliveries the last attempts.

            """.ReplaceLineEndings("\r\n"));
    }
}
