namespace Besoksnaring.Catalog.Occurrences;

/// <param name="Occurrences">In order of their start; at most <see cref="OccurrenceExpansion.MaxOccurrences"/>.</param>
/// <param name="Problems">What of the schedule could not be used; the rest of it is.</param>
/// <param name="IsCut">Whether there are more than are listed.</param>
sealed record Expansion(IReadOnlyList<Occurrence> Occurrences, IReadOnlyList<ScheduleProblem> Problems, bool IsCut);

/// <param name="Field">The place in the schedule, such as <c>timeZone</c> or <c>recurrences[0].rule</c>.</param>
sealed record ScheduleProblem(string Field, string Reason)
{
    public override string ToString() => $"{Field}: {Reason}";
}
