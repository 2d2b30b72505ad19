using System.CommandLine;
using Besoksnaring.Portal;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var migrate = new Command("migrate", "Bring schema portal up to date.");
migrate.SetAction((_, cancellationToken) => PortalSchema.MigrateAsync(PortalDatabase.ConnectionStringOf(configuration), cancellationToken));
var serve = new Command("serve", "Shows the pages until it is stopped.");
serve.SetAction((_, cancellationToken) => PortalHost.ServeAsync(cancellationToken));
var root = new RootCommand("The portal of Besöksnäring: pages for businesses and editors.") { migrate, serve };
PortalCommands.AddTo(root, configuration);
return await root.Parse(args).InvokeAsync();
