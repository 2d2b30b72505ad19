using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.Listings;

static class DraftWords
{
    public static string Of(DraftState state, Said said) => state switch
    {
        DraftState.Waiting => said.Of("Kommunen tittar på den", "The municipality looks at it"),
        DraftState.Returned => said.Of("Tillbaka till dig", "Back with you"),
        _ => said.Of("Inte publicerat än", "Not published yet"),
    };
}
