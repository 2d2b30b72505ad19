namespace Besoksnaring.Benchmarks;

/// <param name="Records">In the catalogue that is written and read.</param>
/// <param name="Messages">Over the bus in one round.</param>
/// <param name="Alone">Messages that are sent one by one, to see how long each takes.</param>
/// <param name="Events">In the catalogue that is searched, with three times as many happenings.</param>
/// <param name="Listeners">To the stream of changes, at once.</param>
/// <param name="Load">How long a server is called in one round.</param>
sealed record Sizes(int Rounds, int Records, int Messages, int Alone, int Events, int Listeners, TimeSpan Load)
{
    public static Sizes Full { get; } = new(7, 5_000, 2_000, 200, 100_000, 5_000, TimeSpan.FromSeconds(4));

    public static Sizes Smoke { get; } = new(1, 200, 20, 10, 300, 50, TimeSpan.FromSeconds(0.3));
}
