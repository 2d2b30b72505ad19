using System.CommandLine;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Bus;

var root = new RootCommand("Writes the catalogue from what Ingest sends. Without a command it serves.");
root.SetAction((_, cancellationToken) => CatalogHost.ServeAsync(cancellationToken));
var serve = new Command("serve", "Takes records from RabbitMQ until it is stopped.");
serve.SetAction((_, cancellationToken) => CatalogHost.ServeAsync(cancellationToken));
root.Add(serve);
var migrate = new Command("migrate", "Bring schema catalog up to date.");
migrate.SetAction((_, cancellationToken) => CatalogHost.MigrateAsync(cancellationToken));
root.Add(migrate);
DeadLetterCommands.AddTo(root, CatalogHost.Configuration());
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
