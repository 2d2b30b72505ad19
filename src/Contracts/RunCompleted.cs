namespace Besoksnaring.Contracts;

/// <summary>How one reading of a provider ended. It only informs: no record depends on its arriving, or on when.</summary>
/// <param name="Seen">Records in the provider's answer, the unreadable ones included.</param>
public sealed record RunCompleted(
    string Provider, Guid RunId, RunScope Scope, int Seen, int Unreadable, RunVerdict Verdict);

/// <summary>What a completed run's silence means.</summary>
public enum RunScope
{
    /// <summary>The provider lists everything it has: a record that is missing is withdrawn.</summary>
    Everything,

    /// <summary>The provider lists a window of time: an event that falls in it and is missing is withdrawn.</summary>
    Window,

    /// <summary>A sliding feed: a record that is missing says nothing.</summary>
    Nothing,
}

public enum RunVerdict
{
    /// <summary>Everything was read and sent, tombstones included.</summary>
    Complete,

    /// <summary>The provider's answer is byte for byte the last one's, or it said so (304).</summary>
    Unchanged,

    /// <summary>What could be read was sent; something was missing, so nothing was tombstoned.</summary>
    Partial,

    /// <summary>The answer could not be fetched or was not what it should be: nothing was sent.</summary>
    Failed,

    /// <summary>It would tombstone more than its share: nothing of it is sent until a person releases or rejects the run.</summary>
    Held,
}
