using System.Globalization;

namespace Besoksnaring.Benchmarks;

/// <summary>One figure beside its reference, both measured in turns in this run: machines are shared, so only the ratio means something.</summary>
/// <param name="Question">What was asked, in words.</param>
/// <param name="Reference">What it is compared to.</param>
/// <param name="Unit">Of both rates, higher is better.</param>
/// <param name="Target">The ratio we want at least; null when it only informs.</param>
sealed record Ratio(string Question, string Reference, string Unit, double? Target, IReadOnlyList<(double Ours, double Theirs)> Rounds)
{
    public double Median => MedianOf([.. Rounds.Select(r => r.Ours / r.Theirs)]);

    /// <summary>Measures both in turns, the reference first in every other round, after one round that does not count.</summary>
    public static async Task<Ratio> MeasureAsync(
        string question, string reference, string unit, double? target, int rounds, Func<Task<double>> ours, Func<Task<double>> theirs)
    {
        var measured = new List<(double, double)>();
        for (var round = 0; round <= rounds; round++)
        {
            var first = round % 2 == 0 ? await ours() : await theirs();
            var second = round % 2 == 0 ? await theirs() : await ours();
            if (round > 0)
            {
                measured.Add(round % 2 == 0 ? (first, second) : (second, first));
            }
        }
        return new Ratio(question, reference, unit, target, measured);
    }

    public string ToRow()
    {
        var ratios = Rounds.Select(r => r.Ours / r.Theirs).Order().ToList();
        var (ours, theirs) = (MedianOf([.. Rounds.Select(r => r.Ours)]), MedianOf([.. Rounds.Select(r => r.Theirs)]));
        var verdict = Target is not { } target ? "| |" : string.Create(CultureInfo.InvariantCulture, $"≥ {target:0.00} | {(Median >= target ? "met" : "missed")} |");
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Question} | {ours:#,0} {Unit} | {Reference}: {theirs:#,0} | **{Median:0.00}** ({ratios[0]:0.00}-{ratios[^1]:0.00}) | {verdict}");
    }

    static double MedianOf(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
