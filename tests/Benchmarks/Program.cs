using System.CommandLine;
using Besoksnaring.Benchmarks;

var smoke = new Option<bool>("--smoke") { Description = "Small sizes, a minute at most: shows that everything works, the figures mean little." };
var only = new Option<string?>("--only") { Description = $"One question: {string.Join(", ", Questions.All.Keys)}." };
only.AcceptOnlyFromAmong([.. Questions.All.Keys]);

var events = new Option<int?>("--events") { Description = "How many events are searched, each with three happenings. Default: 100,000. A million, of which 900,000 are copies, takes 20 minutes and 12 GB." };

var root = new RootCommand("Measures Besöksnäring, each figure beside a reference in the same run. A missed target is shown, not an error.") { smoke, only, events };
root.SetAction((parsed, cancellationToken) =>
{
    var sizes = parsed.GetValue(smoke) ? Sizes.Smoke : Sizes.Full;
    return Questions.AskAsync(sizes with { Events = parsed.GetValue(events) ?? sizes.Events }, parsed.GetValue(only), cancellationToken);
});

var hello = new Command("hello", "The reference for memory: says hello until it is stopped.") { Hidden = true };
hello.SetAction(async (_, cancellationToken) =>
{
    await using var app = HelloWorld.Build(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
    await app.RunAsync(cancellationToken);
});
root.Add(hello);
return await root.Parse(args).InvokeAsync();
