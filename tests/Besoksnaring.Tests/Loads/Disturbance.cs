using System.Text.Json;
using Besoksnaring.Tests.Running;

namespace Besoksnaring.Tests.Loads;

/// <summary>Kills roles of a system while it loads, each time with work in flight, and reads from it all the while.</summary>
sealed class Disturbance(RunningSystem system, Load load, int seed)
{
    readonly Random random = new(seed);

    /// <summary>How many of the kills hit a system that was at work.</summary>
    public int InFlight { get; private set; }

    public async Task KillAsync(int times)
    {
        var came = 0L;
        // Every role as often as the others, in an order of its own.
        var victims = Enumerable.Range(0, times).Select(kill => system.Roles[kill % system.Roles.Count]).ToArray();
        random.Shuffle(victims);
        foreach (var victim in victims)
        {
            came = await load.MovesOnAsync(came);
            await Task.Delay(random.Next(0, 1500), TestContext.Current.CancellationToken);
            InFlight += await load.IsAtWorkAsync() ? 1 : 0;
            await system.KillAsync(victim);
            system.Start(victim);
        }
    }

    /// <summary>A website that goes on asking: an answer may fail to come, but one that comes is whole.</summary>
    public async Task<int> AskOnAsync(CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var answers = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var body = await http.GetByteArrayAsync(new Uri(system.Api, "/api/v1/listings?limit=100"), stop);
                using var answer = JsonDocument.Parse(body);
                Assert.True(answer.RootElement.GetProperty("listings").GetArrayLength() <= 100);
                answers++;
            }
            catch (HttpRequestException)
            {
                // Killed, or not up again yet.
                await Task.Yield();
            }
            catch (OperationCanceledException)
            {
                // The end of the test, or an answer that took too long while everything starts.
                continue;
            }
        }
        return answers;
    }
}
