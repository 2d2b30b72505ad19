using System.CommandLine;
using Besoksnaring.Ingest;
using Besoksnaring.Ingest.Commands;

var root = new RootCommand("Reads tourism providers and hands over what they say. Without a command it serves: every provider on its schedule.");
root.SetAction((_, cancellationToken) => IngestHost.ServeAsync(cancellationToken));
var serve = new Command("serve", "Every provider on its schedule, until it is stopped.");
serve.SetAction((_, cancellationToken) => IngestHost.ServeAsync(cancellationToken));
root.Add(serve);
IngestCommands.AddTo(root, IngestHost.ForCommands);
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
