using System.CommandLine;
using Besoksnaring.Benchmarks;

var smoke = new Option<bool>("--smoke") { Description = "Small sizes, a minute at most: shows that everything works, the figures mean little." };
var only = new Option<string?>("--only") { Description = $"One question: {string.Join(", ", Questions.All.Keys)}." };
only.AcceptOnlyFromAmong([.. Questions.All.Keys]);

var root = new RootCommand("Measures Besöksnäring, each figure beside a reference in the same run. A missed target is shown, not an error.") { smoke, only };
root.SetAction((parsed, cancellationToken) =>
    Questions.AskAsync(parsed.GetValue(smoke) ? Sizes.Smoke : Sizes.Full, parsed.GetValue(only), cancellationToken));

var hello = new Command("hello", "The reference for memory: says hello until it is stopped.") { Hidden = true };
hello.SetAction(async (_, cancellationToken) =>
{
    await using var app = HelloWorld.Build(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
    await app.RunAsync(cancellationToken);
});
root.Add(hello);
return await root.Parse(args).InvokeAsync();
