using System.CommandLine;
using Besoksnaring.Api;
using Besoksnaring.Api.Partners;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var serve = new Command("serve", "Answers websites and apps until it is stopped.") { TreatUnmatchedTokensAsErrors = false };
serve.SetAction((_, cancellationToken) =>
{
    var builder = WebApplication.CreateBuilder([.. args.Skip(1)]);
    builder.Services.AddApi(builder.Configuration);
    var app = builder.Build();
    app.MapApi();
    return app.RunAsync(cancellationToken);
});

var root = new RootCommand("The API of Besöksnäring: reads the catalogue, and writes nothing but what partners keep here.") { serve };
PartnerCommands.AddTo(root, configuration);
PartnerCommands.AddMigrateTo(root, configuration);
return await root.Parse(args).InvokeAsync();
