using System.Collections.Concurrent;
using System.Globalization;
using Besoksnaring.Ingest.Runs;

namespace Besoksnaring.Ingest.Commands;

/// <summary>One line for each run as it ends, under a heading, and a sign of life for what takes long.</summary>
sealed class RunLines : IProgress<RunProgress>
{
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    readonly TextWriter output;
    readonly int width;
    readonly ConcurrentDictionary<string, long> told = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<(string Provider, string Line)> written = [];
    bool interrupted;

    public RunLines(TextWriter output, IEnumerable<string> providers)
    {
        this.output = TextWriter.Synchronized(output);
        width = Math.Max(8, providers.Max(id => id.Length));
        this.output.WriteLine(Heading);
    }

    string Heading => Line("provider", "verdict", "seen", "new", "changed", "gone", "unreadable", "held", "time");

    public void Report(RunProgress value)
    {
        var last = told.GetOrAdd(value.Provider, _ => Environment.TickCount64);
        if (value.Step is not ("fetching" or "reading" or "sending") || Environment.TickCount64 - last < Quiet.TotalMilliseconds)
        {
            return;
        }
        told[value.Provider] = Environment.TickCount64;
        interrupted = true;
        output.WriteLine($"{value.Provider.PadRight(width)}  … {value.Step}{(value.Of > 0 ? Invariant($" {value.Done:N0} of {value.Of:N0}") : "")}");
    }

    public void Write(Run run)
    {
        var seconds = run.EndedAt is { } end ? Invariant($"{(end - run.StartedAt).TotalSeconds:0.0} s") : "";
        var line = Line(run.Provider, run.Verdict!, N(run.Seen), N(run.New), N(run.Changed), N(run.Tombstoned), N(run.Unreadable), N(run.WouldTombstone), seconds);
        var why = run.Reason is null ? "" : $"{Environment.NewLine}{new string(' ', width)}  {run.Reason}";
        var held = run.Verdict == "held"
            ? $"{Environment.NewLine}{new string(' ', width)}  Look at it, then: release {run.Id}   or: reject {run.Id}" : "";
        written.Enqueue((run.Provider, line + why + held));
        output.WriteLine(line + why + held);
    }

    /// <summary>The whole table in one piece, where signs of life stood between its lines.</summary>
    public void WriteAgain()
    {
        if (!interrupted || written.Count < 2)
        {
            return;
        }
        output.WriteLine();
        output.WriteLine(Heading);
        foreach (var (_, line) in written.OrderBy(run => run.Provider, StringComparer.Ordinal))
        {
            output.WriteLine(line);
        }
    }

    public void Say(string text) => output.WriteLine(text);

    string Line(string provider, string verdict, params string[] numbers) =>
        $"{provider.PadRight(width)}  {verdict,-9}{string.Concat(numbers.Select(number => number.PadLeft(11)))}";

    static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
