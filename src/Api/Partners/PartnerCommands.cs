using System.CommandLine;
using Besoksnaring.Contracts.Content;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Besoksnaring.Api.Partners;

/// <summary><c>partners</c>: who has a key, for what, and until when.</summary>
static class PartnerCommands
{
    const int CallsPerMinute = 6_000;
    const int MostCallsPerMinute = 10_000_000;

    public static void AddTo(RootCommand root, IConfiguration configuration)
    {
        var command = new Command("partners", "Those who have a key of ours.") { Add(configuration), Change(configuration), List(configuration), Rotate(configuration), Revoke(configuration), Audit(configuration) };
        root.Subcommands.Add(command);
    }

    /// <summary>Where the host has no migrate command of its own.</summary>
    public static void AddMigrateTo(RootCommand root, IConfiguration configuration)
    {
        var command = new Command("migrate", "Bring schema partner up to date.");
        command.SetAction((parsed, cancellationToken) => TellAsync(parsed, async () =>
        {
            await PartnerSchema.MigrateAsync(PartnerDatabase.ConnectionStringOf(configuration), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync("Schema partner is up to date.");
        }));
        root.Subcommands.Add(command);
    }

    static Argument<string> Id() => new("id") { Description = "The partner's, as listed." };

    static Command Add(IConfiguration configuration)
    {
        var id = new Argument<string>("id") { Description = "Short and readable, for ever: visit-varmland." };
        var (name, contact, purposes, scopes, calls) = (Name(), Contact(), Purposes(), Scopes(), Calls());
        (name.Required, contact.Required, purposes.Required) = (true, true, true);
        var command = new Command("add", "Makes a partner and its first key, which is shown once.") { id, name, contact, purposes, scopes, calls };
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is { } given && (given.Length > 40 || given.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')))
            {
                result.AddError("The id is small letters, digits and hyphens, at most 40.");
            }
        });
        command.SetAction((parsed, cancellationToken) => WithBookAsync(configuration, parsed, async (book, output) =>
        {
            var key = await book.AddAsync(
                new Partner
                {
                    Id = parsed.GetValue(id)!,
                    Name = parsed.GetValue(name)!,
                    Contact = parsed.GetValue(contact)!,
                    Purposes = [.. parsed.GetValue(purposes)!.Distinct()],
                    Scopes = [.. (parsed.GetValue(scopes) ?? []).Distinct()],
                    CallsPerMinute = parsed.GetValue(calls) ?? CallsPerMinute,
                    CreatedAt = SystemClock.Instance.GetCurrentInstant(),
                }, cancellationToken);
            await ShowAsync(output, key);
        }, cancellationToken));
        return command;
    }

    static Command Change(IConfiguration configuration)
    {
        var id = Id();
        var (name, contact, purposes, scopes, calls) = (Name(), Contact(), Purposes(), Scopes(), Calls());
        var noScopes = new Option<bool>("--no-scopes") { Description = "The keys may read and nothing else." };
        var command = new Command("change", "When the agreement is another. What is not given stays; purposes and scopes are given whole. Holds at once, for all keys.") { id, name, contact, purposes, scopes, noScopes, calls };
        command.Validators.Add(result =>
        {
            if (!new Option[] { name, contact, purposes, scopes, noScopes, calls }.Any(option => result.GetResult(option) is { Implicit: false }))
            {
                result.AddError("Say what is to be another.");
            }
            if (result.GetValue(noScopes) && result.GetResult(scopes) is { Implicit: false })
            {
                result.AddError("--no-scopes and --scope exclude each other.");
            }
        });
        command.SetAction((parsed, cancellationToken) => WithBookAsync(configuration, parsed, async (book, output) =>
        {
            var change = new PartnerChange(
                parsed.GetValue(name), parsed.GetValue(contact), Given(parsed, purposes), parsed.GetValue(noScopes) ? [] : Given(parsed, scopes), parsed.GetValue(calls));
            await book.ChangeAsync(parsed.GetValue(id)!, change, cancellationToken);
            await output.WriteLineAsync($"{parsed.GetValue(id)} is changed.");
        }, cancellationToken));
        return command;

        static string[]? Given(ParseResult parsed, Option<string[]?> option) => parsed.GetResult(option) is { Implicit: false } ? [.. parsed.GetValue(option)!.Distinct()] : null;
    }

    static Option<string?> Name() => new("--name") { Description = "Who it is." };

    static Option<string?> Contact() => new("--contact") { Description = "Whom to write to when something is wrong." };

    static Option<string[]?> Purposes()
    {
        var purposes = new Option<string[]?>("--purpose") { Description = "What the agreement covers; repeat it." };
        purposes.AcceptOnlyFromAmong([.. Purpose.All]);
        return purposes;
    }

    static Option<string[]?> Scopes()
    {
        var scopes = new Option<string[]?>("--scope") { Description = "What the keys may do besides reading; repeat it." };
        scopes.AcceptOnlyFromAmong([.. Partner.AllScopes]);
        return scopes;
    }

    static Option<int?> Calls()
    {
        var calls = new Option<int?>("--calls-per-minute") { Description = $"All the partner's keys together; {CallsPerMinute} unless said otherwise." };
        calls.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValueOrDefault<int?>() is < 1 or > MostCallsPerMinute)
            {
                result.AddError($"--calls-per-minute is from 1 to {MostCallsPerMinute}.");
            }
        });
        return calls;
    }

    static Command List(IConfiguration configuration)
    {
        var command = new Command("list", "Each with its keys, when they were used last and when they end.");
        command.SetAction((parsed, cancellationToken) => WithBookAsync(configuration, parsed, async (book, output) =>
        {
            var partners = await book.ListAsync(cancellationToken);
            foreach (var (partner, keys) in partners)
            {
                await output.WriteLineAsync($"{partner.Id}  {partner.Name}  {partner.Contact}  {string.Join(' ', partner.Purposes)}  scopes: {string.Join(' ', partner.Scopes.DefaultIfEmpty("none"))}  {partner.CallsPerMinute} calls a minute");
                foreach (var key in keys)
                {
                    var end = key.RevokedAt is { } revoked ? $"revoked {Text(revoked)}" : key.ExpiresAt is { } expires ? $"ends {Text(expires)}" : "in force";
                    await output.WriteLineAsync($"    {key.Prefix}  made {Text(key.CreatedAt)}  {end}  {(key.LastUsedAt is { } used ? $"used {Text(used)}" : "never used")}");
                }
            }
            await output.WriteLineAsync($"{partners.Count} partners");
        }, cancellationToken));
        return command;
    }

    static Command Rotate(IConfiguration configuration)
    {
        var id = Id();
        var days = new Option<int>("--overlap-days") { Description = "How long the old key goes on.", DefaultValueFactory = _ => 7 };
        days.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValueOrDefault<int>() is < 0 or > 365)
            {
                result.AddError("--overlap-days is from 0 to 365.");
            }
        });
        var command = new Command("rotate", "Makes a new key, which is shown once; the old ones end after the overlap.") { id, days };
        command.SetAction((parsed, cancellationToken) => WithBookAsync(configuration, parsed, async (book, output) =>
            await ShowAsync(output, await book.RotateAsync(parsed.GetValue(id)!, Duration.FromDays(parsed.GetValue(days)), cancellationToken)), cancellationToken));
        return command;
    }

    static Command Revoke(IConfiguration configuration)
    {
        var id = Id();
        var key = new Option<string?>("--key") { Description = "Only the key that begins so (bes_k7m2q9xa). Without it: all of the partner's." };
        var command = new Command("revoke", "Ends keys at once.") { id, key };
        command.SetAction((parsed, cancellationToken) => WithBookAsync(configuration, parsed, async (book, output) =>
        {
            var revoked = await book.RevokeAsync(parsed.GetValue(id)!, parsed.GetValue(key), cancellationToken);
            if (revoked == 0)
            {
                throw new InvalidOperationException("There was no such key in force.");
            }
            await output.WriteLineAsync($"{revoked} revoked.");
        }, cancellationToken));
        return command;
    }

    static Command Audit(IConfiguration configuration)
    {
        var id = new Argument<string?>("id") { Description = "Only of this partner.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "How many, the latest first.", DefaultValueFactory = _ => 100 };
        var command = new Command("audit", "Every change of partners, keys and saved searches.") { id, limit };
        command.SetAction((parsed, cancellationToken) => WithBookAsync(configuration, parsed, async (book, output) =>
        {
            foreach (var entry in await book.AuditAsync(parsed.GetValue(id), parsed.GetValue(limit), cancellationToken))
            {
                await output.WriteLineAsync($"{Text(entry.At)}  {entry.PartnerId}  {entry.Actor}  {entry.What}: {entry.Details}");
            }
        }, cancellationToken));
        return command;
    }

    static Task ShowAsync(TextWriter output, string key) => output.WriteLineAsync($"{key}\nThis is the only time that it is shown. It is sent as: Authorization: Bearer {key[..12]}…");

    static string Text(Instant instant) => InstantPattern.General.Format(instant);

    static Task<int> WithBookAsync(IConfiguration configuration, ParseResult parsed, Func<PartnerBook, TextWriter, Task> act, CancellationToken cancellationToken) =>
        TellAsync(parsed, async () =>
        {
            await using var database = new PartnerDatabase(PartnerDatabase.ConnectionStringOf(configuration));
            await PartnerSchema.CheckAsync(database, cancellationToken);
            await act(new PartnerBook(database, SystemClock.Instance, Environment.UserName), parsed.InvocationConfiguration.Output);
        });

    static async Task<int> TellAsync(ParseResult parsed, Func<Task> act)
    {
        try
        {
            await act();
            return 0;
        }
        catch (InvalidOperationException exception)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (NpgsqlException exception)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"The database cannot be used: {exception.Message}");
            return 1;
        }
    }
}
