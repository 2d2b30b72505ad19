using System.Diagnostics;

namespace Besoksnaring.Api.Tests;

/// <summary>Waits for what another task brings about, with an end.</summary>
static class Waiting
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <param name="what">What is not so, for the failure.</param>
    public static Task ForAsync(Func<bool> isSo, Func<string> what) => ForAsync(() => Task.FromResult(isSo()), what);

    public static async Task ForAsync(Func<Task<bool>> isSo, Func<string> what)
    {
        for (var waited = Stopwatch.StartNew(); !await isSo(); await Task.Delay(20, Ct))
        {
            Assert.True(waited.Elapsed < Patience, what());
        }
    }
}
