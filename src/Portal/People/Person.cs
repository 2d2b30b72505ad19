using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Besoksnaring.Portal.People;

/// <summary>Somebody who has shown that a mail address is theirs. There is no password.</summary>
sealed class Person : IdentityUser<Guid>
{
    /// <summary>As the person wants to be called; empty until they said.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>sv</c> or <c>en</c>: of the pages and of what we write.</summary>
    public string Language { get; set; } = "sv";

    /// <summary>Whether we may ask by mail if a listing is still right.</summary>
    public bool MayBeAsked { get; set; } = true;

    public Instant CreatedAt { get; init; }

    /// <summary>To the day.</summary>
    public LocalDate LastSeen { get; set; }
}
