using Besoksnaring.Api.Queries;

namespace Besoksnaring.Api.Sorting;

static class CursorClash
{
    /// <returns>Why a page cannot begin there, if it cannot.</returns>
    public static Refusal? Of<T>(QueryValues query, CursorParameter<T> parameter, string sort)
        where T : class, ICursor<T> => query.Of(parameter) is not { } after
        ? null
        : query.Has(Parameters.Offset)
            ? new("invalid-value", Parameters.Offset.Name, null, $"'{Parameters.Offset.Name}' cannot be given together with '{parameter.Name}'.", [$"'{parameter.Name}' or '{Parameters.Offset.Name}'"])
            : after.Sort != sort
                ? new("invalid-value", parameter.Name, null, $"'{parameter.Name}' is from a list in another order, by {after.Sort}.", ["the address in _links.next, unchanged"])
                : null;
}
