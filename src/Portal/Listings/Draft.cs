using NodaTime;

namespace Besoksnaring.Portal.Listings;

/// <summary>What is being worked on: a form as it was last saved, complete or not. One for each listing, so that two who edit meet here.</summary>
sealed class Draft
{
    public required Guid Id { get; init; }

    /// <summary>Null: a listing that is to be.</summary>
    public string? ListingId { get; set; }

    public required Guid OrganisationId { get; init; }

    /// <summary>The fields as they were typed, as JSON.</summary>
    public required string Form { get; set; }

    /// <summary>Rises with each saving: who saves says upon which one.</summary>
    public int Revision { get; set; }

    public required DraftState State { get; set; }

    /// <summary>The version of the decisions about the listing that it was begun upon; null: there were none.</summary>
    public Guid? Replaces { get; set; }

    /// <summary>Why an editor returned it.</summary>
    public string? Reason { get; set; }

    public required Instant SavedAt { get; set; }

    /// <summary>Who saved it last; null: was erased.</summary>
    public Guid? SavedBy { get; set; }
}

enum DraftState
{
    Open,

    /// <summary>The municipality looks at it.</summary>
    Waiting,

    /// <summary>The municipality wants something changed.</summary>
    Returned,
}
