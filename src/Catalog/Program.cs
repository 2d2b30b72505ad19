using System.CommandLine;
using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Bus;

var root = new RootCommand("The one writer of listings. Without a command it serves: it writes what comes over RabbitMQ.");
root.SetAction((_, cancellationToken) => CatalogHost.ServeAsync(cancellationToken));
var migrate = new Command("migrate", "Bring schema catalog up to date.");
migrate.SetAction((_, cancellationToken) => CatalogHost.MigrateAsync(cancellationToken));
root.Add(migrate);
DeadLetterCommands.AddTo(root, new ConfigurationBuilder().AddEnvironmentVariables().Build());
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
