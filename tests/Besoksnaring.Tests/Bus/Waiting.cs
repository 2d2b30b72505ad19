using System.Diagnostics;

namespace Besoksnaring.Tests.Bus;

/// <summary>Waits for what another process brings about, with an end.</summary>
static class Waiting
{
    public static async Task UntilAsync(Func<Task<bool>> reached)
    {
        for (var limit = Stopwatch.StartNew(); !await reached(); await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(90), "It did not happen.");
        }
    }
}
