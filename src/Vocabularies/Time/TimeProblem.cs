namespace Besoksnaring.Vocabularies.Time;

public enum TimeProblemKind
{
    /// <summary>Not a word, week, month or date that is understood.</summary>
    UnknownWord,

    /// <summary>The calendar is one of ours, but says nothing of that year or area.</summary>
    NoData,

    /// <summary>Not a date or a moment.</summary>
    NotATime,

    /// <summary>It ends before, or when, it begins.</summary>
    Reversed,

    TooLong,
}

/// <summary>Why a question of time has no window. It never repeats what was asked: that may be anything.</summary>
/// <param name="Parameter"><c>when</c>, <c>from</c> or <c>to</c>.</param>
/// <param name="Value">What was given for it.</param>
/// <param name="Detail">One sentence that says what is wrong.</param>
/// <param name="Allowed">What would have been understood.</param>
public sealed record TimeProblem(TimeProblemKind Kind, string Parameter, string Value, string Detail, IReadOnlyList<string> Allowed);

/// <summary>The window that a question of time means, or why it has none: exactly one of the two is there.</summary>
public sealed record WindowOrProblem
{
    WindowOrProblem()
    {
    }

    public TimeWindow? Window { get; private init; }

    public TimeProblem? Problem { get; private init; }

    public static WindowOrProblem Of(TimeWindow window) => new() { Window = window };

    public static WindowOrProblem Of(TimeProblem problem) => new() { Problem = problem };
}
