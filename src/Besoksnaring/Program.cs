using System.CommandLine;
using Besoksnaring;
using Besoksnaring.Api.Partners;
using Besoksnaring.Catalog.Bus;
using Besoksnaring.Ingest.Commands;

var root = new RootCommand("Besöksnäring in one process on PostgreSQL alone. Without a command it serves.");
root.SetAction((_, cancellationToken) => OneProcess.ServeAsync(cancellationToken));
var serve = new Command("serve", "Brings the database up to date, reads the providers and answers until it is stopped.");
serve.SetAction((_, cancellationToken) => OneProcess.ServeAsync(cancellationToken));
root.Add(serve);
var migrate = new Command("migrate", "Bring the database up to date.");
migrate.SetAction((_, cancellationToken) => OneProcess.MigrateAsync(cancellationToken));
root.Add(migrate);
IngestCommands.AddTo(root, OneProcess.ForCommands, withMigrate: false);
DeadLetterCommands.AddTo(root, OneProcess.Configuration());
PartnerCommands.AddTo(root, OneProcess.Configuration());
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
