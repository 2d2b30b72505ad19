using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Besoksnaring.Portal.SignIn;

/// <summary>Counts what can be tried only so often, for all processes together.</summary>
sealed class Attempts(PortalContext context, IClock clock)
{
    static readonly Duration Window = Duration.FromHours(1);

    /// <param name="what">What is tried, and whose: <c>link to:anna@example.se</c>.</param>
    /// <param name="most">Within an hour.</param>
    /// <returns>Whether it may be tried; counted only then.</returns>
    public async Task<bool> TakeAsync(string what, int most, CancellationToken cancellationToken)
    {
        var (subject, now) = (SHA256.HashData(Encoding.UTF8.GetBytes(what)), clock.GetCurrentInstant());
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Of many at once each is counted before the next is looked at.
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(7305822, {BitConverter.ToInt32(subject)})", cancellationToken);
        await context.Attempts.Where(attempt => attempt.At < now - Window).ExecuteDeleteAsync(cancellationToken);
        var mayTry = await context.Attempts.CountAsync(attempt => attempt.Subject == subject, cancellationToken) < most;
        if (mayTry)
        {
            context.Attempts.Add(new Attempt { Subject = subject, At = now });
            await context.SaveChangesAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return mayTry;
    }
}
