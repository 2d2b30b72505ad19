using System.CommandLine;
using RabbitMQ.Client.Exceptions;

namespace Besoksnaring.Catalog.Bus;

/// <summary><c>dead-letters</c>: what could not be written, why, and once more.</summary>
static class DeadLetterCommands
{
    public static void AddTo(RootCommand root, IConfiguration configuration)
    {
        var command = new Command("dead-letters", "Messages that could not be written to the catalogue.");
        command.Subcommands.Add(List(configuration));
        command.Subcommands.Add(Show(configuration));
        command.Subcommands.Add(Retry(configuration));
        root.Subcommands.Add(command);
    }

    static Command List(IConfiguration configuration)
    {
        var limit = new Option<int>("--limit") { Description = "How many at most, oldest first.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Each with its id, when it died, what it holds and why.") { limit };
        command.SetAction((parsed, cancellationToken) => WithLettersAsync(configuration, parsed, async (letters, output) =>
        {
            var total = await letters.CountAsync(cancellationToken);
            var shown = 0;
            await foreach (var letter in letters.ReadAsync(cancellationToken).Take(parsed.GetValue(limit)))
            {
                shown++;
                await output.WriteLineAsync($"{letter.Id}  {letter.DiedAt}  {letter.Kind}  {letter.Summary}\n    {letter.Reason}");
            }
            await output.WriteLineAsync(total == shown ? $"{total} dead letters" : $"{shown} of {total} dead letters");
            return 0;
        }, cancellationToken));
        return command;
    }

    static Command Show(IConfiguration configuration)
    {
        var id = new Argument<string>("id") { Description = "As listed; its beginning is enough." };
        var command = new Command("show", "One with everything it says.") { id };
        command.SetAction((parsed, cancellationToken) => WithLettersAsync(configuration, parsed, async (letters, output) =>
        {
            var letter = await letters.ReadAsync(cancellationToken).FirstOrDefaultAsync(Named(parsed.GetValue(id)!), cancellationToken);
            if (letter is null)
            {
                return await UnknownAsync(parsed, parsed.GetValue(id)!);
            }
            await output.WriteLineAsync($"{letter.Id}  {letter.DiedAt}  {letter.Kind}  {letter.Summary}\n{letter.Reason}\n{letter.Details}\n\n{letter.Body}");
            return 0;
        }, cancellationToken));
        return command;
    }

    static Command Retry(IConfiguration configuration)
    {
        var id = new Argument<string?>("id") { Description = "As listed; its beginning is enough.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every one of them." };
        var command = new Command("retry", "Sends one, or all, to the catalogue once more.") { id, all };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(id) is not null))
            {
                result.AddError("Say which: an id, or --all.");
            }
        });
        command.SetAction((parsed, cancellationToken) => WithLettersAsync(configuration, parsed, async (letters, output) =>
        {
            var chosen = parsed.GetValue(id) is { } name ? Named(name) : _ => true;
            var sent = await letters.RetryAsync(chosen, cancellationToken);
            if (sent == 0 && parsed.GetValue(id) is { } unknown)
            {
                return await UnknownAsync(parsed, unknown);
            }
            await output.WriteLineAsync($"{sent} sent again");
            return 0;
        }, cancellationToken));
        return command;
    }

    static async Task<int> WithLettersAsync(
        IConfiguration configuration, ParseResult parsed, Func<DeadLetters, TextWriter, Task<int>> act, CancellationToken cancellationToken)
    {
        var options = configuration.GetSection("RabbitMq").Get<BusOptions>();
        if (options?.Uri is null)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("There are dead letters only where services talk over RabbitMQ: set RabbitMq__Uri.");
            return 1;
        }
        try
        {
            await using var letters = await DeadLetters.OpenAsync(options, cancellationToken);
            return await act(letters, parsed.InvocationConfiguration.Output);
        }
        catch (BrokerUnreachableException exception)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"The broker at {options.Uri.Host}:{options.Uri.Port} cannot be used: {exception.GetBaseException().Message}");
            return 1;
        }
    }

    static Func<DeadLetter, bool> Named(string id) => letter => letter.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase);

    static async Task<int> UnknownAsync(ParseResult parsed, string id)
    {
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"No dead letter has an id that begins with {id}.");
        return 1;
    }
}
