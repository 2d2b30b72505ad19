using System.Globalization;
using Besoksnaring.Api.Answers;
using Besoksnaring.Api.Log;
using Besoksnaring.Api.Outbound;
using Besoksnaring.Api.Subscriptions;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Webhooks;

/// <summary>Tells one receiver what changes, at its own pace: nobody waits for another. What it has been told is a position and nothing else.</summary>
sealed partial class Follower(Subscription subscription, FollowerParts parts)
{
    /// <summary>Messages on their way at a time to one receiver that keeps up. They are of different listings, so each listing's come in order.</summary>
    const int MostAtATime = 8;

    const int Gone = StatusCodes.Status410Gone;

    static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    static readonly TimeSpan AfterOurFault = TimeSpan.FromMinutes(1);

    readonly Uri address = new(subscription.Address);
    Progress progress = Progress.Of(subscription);
    int atATime = 1;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (progress.NextAttemptAt is { } at)
        {
            await Task.Delay(RetrySchedule.Remaining((at - parts.Clock.GetCurrentInstant()).ToTimeSpan()), parts.Time, cancellationToken);
        }
        while (progress.State == Subscription.Active)
        {
            try
            {
                await GoOnAsync(cancellationToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException || lost.InnerException is NpgsqlException)
            {
                Told.CannotRead(parts.Logger, subscription.Id, lost.Message);
                await Task.Delay(AfterFault, parts.Time, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A fault of ours with one subscription is no other's.
                Told.Fault(parts.Logger, fault, subscription.Id);
                await Task.Delay(AfterOurFault, parts.Time, cancellationToken);
            }
        }
    }

    async Task GoOnAsync(CancellationToken cancellationToken)
    {
        var log = await parts.Log.WaitForNewAsync(new(progress.Epoch, progress.Position), cancellationToken);
        if (log.Epoch != progress.Epoch)
        {
            await RestartAsync(log, cancellationToken);
            return;
        }
        var page = await parts.Pages.ReadAsync(subscription, progress.Position, log, cancellationToken);
        if (page.Over is { } reason)
        {
            Stop(Subscription.Paused, reason);
            return;
        }
        // Another log since: seen on the next turn.
        if (page.Log.Epoch != progress.Epoch || !await TellAsync(page.Messages, cancellationToken))
        {
            return;
        }
        progress = progress with { Position = page.Next };
        parts.Writer.Note(progress, isUrgent: page.Messages.Count > 0);
    }

    /// <summary>The positions of another log mean nothing in this one: the receiver is told, and goes on from where this one stands.</summary>
    async Task RestartAsync(LogState log, CancellationToken cancellationToken)
    {
        var message = WebhookMessage.OfRestart(log, parts.Clock.GetCurrentInstant(), PublicAddress.OfProcess(parts.Options, parts.Server));
        var (answer, delivery) = await PostAsync(message, log.Epoch, cancellationToken);
        parts.Writer.Add(delivery);
        if (!answer.IsSuccess)
        {
            await FailedAsync(answer, cancellationToken);
            return;
        }
        Succeeded();
        progress = progress with { Epoch = log.Epoch, Position = log.Position };
        parts.Writer.Note(progress, isUrgent: true);
    }

    /// <returns>Whether all were taken. Before the first that was not, the position stays; those after it come again.</returns>
    async Task<bool> TellAsync(IReadOnlyList<WebhookMessage> messages, CancellationToken cancellationToken)
    {
        for (var told = 0; told < messages.Count;)
        {
            var some = messages.Skip(told).Take(atATime).ToList();
            var attempts = await Task.WhenAll(some.Select(message => PostAsync(message, progress.Epoch, cancellationToken)));
            foreach (var (_, delivery) in attempts)
            {
                parts.Writer.Add(delivery);
            }
            var taken = attempts.TakeWhile(attempt => attempt.Answer.IsSuccess).Count();
            if (taken > 0)
            {
                Succeeded();
                progress = progress with { Position = some[taken - 1].Position };
                parts.Writer.Note(progress, isUrgent: true);
            }
            if (taken < some.Count)
            {
                await FailedAsync(attempts[taken].Answer, cancellationToken);
                return false;
            }
            told += taken;
            atATime = Math.Min(MostAtATime, atATime * 2);
        }
        return true;
    }

    async Task<(OutboundAnswer Answer, Delivery Delivery)> PostAsync(WebhookMessage message, Guid epoch, CancellationToken cancellationToken)
    {
        var now = parts.Clock.GetCurrentInstant();
        var id = string.Create(CultureInfo.InvariantCulture, $"msg_{subscription.Id}_{epoch.ToString("N")[..8]}_{message.Position}");
        var answer = await parts.Calls.PostAsync(address, SignedHeaders.Of(subscription, id, now, message.Body), message.Body, cancellationToken);
        return (answer, new Delivery
        {
            SubscriptionId = subscription.Id,
            At = now,
            MessageId = id,
            Type = message.Type,
            ListingId = message.ListingId,
            Position = message.Position,
            Attempt = progress.Failures + 1,
            Status = answer.Status,
            LatencyMs = (int)answer.Latency.TotalMilliseconds,
            Answer = answer.Text,
            Fault = answer.Fault,
        });
    }

    void Succeeded() => progress = progress with { Failures = 0, FailingSince = null, NextAttemptAt = null, LastSuccessAt = parts.Clock.GetCurrentInstant() };

    async Task FailedAsync(OutboundAnswer answer, CancellationToken cancellationToken)
    {
        atATime = 1;
        var now = parts.Clock.GetCurrentInstant();
        var what = answer.Status is { } status ? $"It answered {status}." : answer.Fault!;
        progress = progress with { Failures = progress.Failures + 1, FailingSince = progress.FailingSince ?? now };
        if (answer.Status == Gone)
        {
            Stop(Subscription.Disabled, "The receiver said that it is gone: it answered 410.");
            return;
        }
        var asked = answer.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable ? answer.RetryAfter : null;
        if (RetrySchedule.After(progress.Failures, asked?.ToTimeSpan(), Random.Shared.NextDouble()) is not { } wait)
        {
            Stop(Subscription.Paused, $"Given up after {progress.Failures} attempts since {progress.FailingSince:uuuu-MM-dd HH:mm} UTC. The last: {what}");
            return;
        }
        progress = progress with { NextAttemptAt = now + Duration.FromTimeSpan(wait) };
        parts.Writer.Note(progress, isUrgent: true);
        await Task.Delay(wait, parts.Time, cancellationToken);
    }

    void Stop(string state, string reason)
    {
        progress = progress with { State = state, Reason = reason, NextAttemptAt = null };
        parts.Writer.Note(progress, isUrgent: true);
        Told.Stopped(parts.Logger, subscription.Id, subscription.PartnerId, address.Host, state, reason);
    }

    static partial class Told
    {
        [LoggerMessage(LogLevel.Warning, "What subscription {Id} is to be told cannot be read: {Reason}")]
        public static partial void CannotRead(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Error, "Subscription {Id} cannot be delivered, by a fault of ours; it is tried again in a minute.")]
        public static partial void Fault(ILogger logger, Exception fault, string id);

        [LoggerMessage(LogLevel.Warning, "Subscription {Id} of partner {Partner} to {Host} is {State} from now on; tell its contact ('partners list'). {Reason}")]
        public static partial void Stopped(ILogger logger, string id, string partner, string host, string state, string reason);
    }
}
