using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Sorting;

namespace Besoksnaring.Api.Listings;

/// <summary>What listings can be asked by, besides filters.</summary>
static class ListingParameters
{
    public static readonly WordsParameter Facets = FacetNames.ParameterOf(FacetNames.Concept, FacetNames.Municipality, FacetNames.Kind);

    public static readonly OneWordParameter Sort = SortWords.ParameterOf(SortWords.Name, SortWords.Next);

    public static readonly CursorParameter<ListingCursor> After = new();
}
