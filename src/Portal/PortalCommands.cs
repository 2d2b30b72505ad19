using System.CommandLine;
using Besoksnaring.Portal.SignIn;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Portal;

/// <summary><c>portal</c>: what only the operator may do.</summary>
static class PortalCommands
{
    public static void AddTo(RootCommand root, IConfiguration configuration) =>
        root.Subcommands.Add(new Command("portal", "The pages for businesses and editors.") { Invite(configuration) });

    static Command Invite(IConfiguration configuration)
    {
        var email = new Argument<string>("email") { Description = "The mail address of who is to be an administrator." };
        var site = new Option<string>("--site") { Description = "Where the portal answers.", DefaultValueFactory = _ => configuration["Portal:PublicUrl"] is { Length: > 0 } url ? url : "http://localhost:8080" };
        var command = new Command("invite-admin", "Prints a link, once: who opens it and presses the button is an administrator. It works for 24 hours.") { email, site };
        command.Validators.Add(result =>
        {
            if (SignInLinks.AddressIn(result.GetValue(email)) is null)
            {
                result.AddError($"'{result.GetValue(email)}' is no mail address.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await using var database = new PortalDatabase(PortalDatabase.ConnectionStringOf(configuration));
                await PortalSchema.CheckAsync(database, cancellationToken);
                await using var context = PortalSchema.Context(database);
                var secret = SignInLink.NewSecret();
                context.Links.Add(new SignInLink
                {
                    Hash = SignInLink.HashOf(secret),
                    Email = SignInLinks.AddressIn(parsed.GetValue(email))!.Address,
                    ExpiresAt = SystemClock.Instance.GetCurrentInstant() + Duration.FromHours(24),
                    MakesAdministrator = true,
                });
                await context.SaveChangesAsync(cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{parsed.GetValue(site)!.TrimEnd('/')}{PortalModule.Path}/sign-in/link?secret={secret}");
                return 0;
            }
            catch (Exception exception) when (exception is InvalidOperationException or NpgsqlException or DbUpdateException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
                return 1;
            }
        });
        return command;
    }
}
