using System.CommandLine;
using Besoksnaring;
using Besoksnaring.Ingest.Commands;

var root = new RootCommand("Besöksnäring in one process, on PostgreSQL alone. Without a command it serves: providers in, listings out.");
root.SetAction((_, cancellationToken) => OneProcess.ServeAsync(cancellationToken));
var migrate = new Command("migrate", "Bring the database up to date.");
migrate.SetAction((_, cancellationToken) => OneProcess.MigrateAsync(cancellationToken));
root.Add(migrate);
IngestCommands.AddTo(root, OneProcess.ForCommands, withMigrate: false);
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
