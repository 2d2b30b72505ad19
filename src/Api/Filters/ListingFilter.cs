using Besoksnaring.Api.Facets;
using Besoksnaring.Api.Queries;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Api.Filters;

/// <summary>
/// Which live listings are asked for. What is empty or null filters nothing; values of one filter are alternatives. Only what is asked for
/// is in the statement, so each kind of question has a plan of its own.
/// </summary>
sealed record ListingFilter
{
    public static ListingFilter Everything { get; } = new() { IsEverything = true };

    /// <summary>The parameters that <see cref="Of"/> reads, in the order that a person looks for them.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        Queries.Parameters.Concept, Queries.Parameters.Municipality, Queries.Parameters.Destination, Queries.Parameters.Near, Queries.Parameters.Radius,
        Queries.Parameters.Box, Queries.Parameters.Polygon, Queries.Parameters.Free, Queries.Parameters.Audience, Queries.Parameters.Accessibility, Queries.Parameters.OpenNow,
        Queries.Parameters.OpenAt, Queries.Parameters.Provider, Queries.Parameters.Licence, Queries.Parameters.Text, Queries.Parameters.HasLanguage,
        Queries.Parameters.UpdatedSince, Queries.Parameters.Ids,
    ];

    /// <summary>Whether nothing was asked; what is asked later all the same is answered, only by a plan that does not know it.</summary>
    public bool IsEverything { get; init; }

    public Words Kinds { get; init; } = Words.None;

    public Words Concepts { get; init; } = Words.None;

    public Words Municipalities { get; init; } = Words.None;

    /// <summary>Municipalities of all destinations that are asked for.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    public GeoPosition? Near { get; init; }

    public double RadiusKm { get; init; }

    public GeoBox? Box { get; init; }

    public GeoArea? Area { get; init; }

    public bool? Free { get; init; }

    public Words Providers { get; init; } = Words.None;

    public IReadOnlyList<string> Text { get; init; } = [];

    public Words Languages { get; init; } = Words.None;

    public Words Audiences { get; init; } = Words.None;

    public Words Accessibilities { get; init; } = Words.None;

    public Words Licences { get; init; } = Words.None;

    /// <summary>By the region's clock; open then, or closed where <see cref="IsOpen"/> is false.</summary>
    public LocalDateTime? OpenAt { get; init; }

    public bool IsOpen { get; init; } = true;

    public Instant? UpdatedSince { get; init; }

    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <param name="now">What <c>openNow</c> means.</param>
    public static ListingFilter Of(QueryValues query, Known known, Instant now) => new()
    {
        IsEverything = !query.Has(Queries.Parameters.Kind) && !Parameters.Any(query.Has),
        Kinds = query.Of(Queries.Parameters.Kind),
        Concepts = query.Of(Queries.Parameters.Concept),
        Municipalities = query.Of(Queries.Parameters.Municipality),
        Destinations = [.. query.Of(Queries.Parameters.Destination).SelectMany(id => known.Region.Destinations.Find(id)!.Municipalities).Distinct(StringComparer.Ordinal)],
        Near = query.Of(Queries.Parameters.Near),
        RadiusKm = query.Of(Queries.Parameters.Radius),
        Box = query.Of(Queries.Parameters.Box),
        Area = query.Of(Queries.Parameters.Polygon),
        Free = query.Of(Queries.Parameters.Free),
        Providers = query.Of(Queries.Parameters.Provider),
        Text = query.Of(Queries.Parameters.Text),
        Languages = query.Of(Queries.Parameters.HasLanguage),
        Audiences = query.Of(Queries.Parameters.Audience),
        Accessibilities = query.Of(Queries.Parameters.Accessibility),
        Licences = query.Of(Queries.Parameters.Licence),
        OpenAt = (query.Of(Queries.Parameters.OpenAt) ?? (query.Has(Queries.Parameters.OpenNow) ? now : null))?.InZone(known.Region.Zone).LocalDateTime,
        IsOpen = query.Of(Queries.Parameters.OpenNow) != false,
        UpdatedSince = query.Of(Queries.Parameters.UpdatedSince),
        Ids = query.Of(Queries.Parameters.Ids),
    };

    /// <summary>Whether it asks for what lies in some area.</summary>
    public bool IsOfPlace => Near is not null || Box is not null || Area is not null;

    /// <returns>Where to ask: how much a place or a word finds differs too much for one plan, and what asks for neither this nor that needs only one.</returns>
    public NpgsqlDataSource In(ReadDatabase database) =>
        IsEverything ? database.Settled : !IsOfPlace && Text.Count == 0 ? database.Source : database.Planned;

    /// <returns>The same without what it says of this; itself when it says nothing of it.</returns>
    public ListingFilter Without(string facet) => facet switch
    {
        FacetNames.Concept when !Concepts.IsEmpty => this with { Concepts = Words.None },
        FacetNames.Municipality when !Municipalities.IsEmpty => this with { Municipalities = Words.None },
        FacetNames.Kind when !Kinds.IsEmpty => this with { Kinds = Words.None },
        _ => this,
    };

    /// <returns>Why they do not go together, if they do not.</returns>
    public static Refusal? Clash(QueryValues query) => query.Has(Queries.Parameters.Radius) && !query.Has(Queries.Parameters.Near)
        ? new("invalid-value", Queries.Parameters.Radius.Name, null, "'radius' needs 'near': around what?", ["radius together with near"])
        : query.Has(Queries.Parameters.OpenNow) && query.Has(Queries.Parameters.OpenAt)
            ? new("invalid-value", Queries.Parameters.OpenAt.Name, null, "'openAt' cannot be given together with 'openNow'.", ["'openNow' or 'openAt'"])
            : null;

    /// <returns>What is asked of columns that both <c>listing_row</c> and <c>event_day</c> have.</returns>
    /// <param name="id">The column with the listing's id.</param>
    /// <param name="inCells">Whether places are found by the cells of the grid, as <c>event_day</c> can.</param>
    public IEnumerable<string> OfBoth(Statement statement, string alias, string id, bool inCells = false)
    {
        if (Near is { } near)
        {
            var metres = RadiusKm * 1000;
            yield return Nearby.IsIn(statement, Nearby.Around(near, metres), alias, inCells);
            // Of a box, most is in the circle: as a comparison with a number the planner takes it for that, and else for a third.
            yield return $"({Nearby.SquaredMetres(statement, near, alias)} <= {statement.Given(metres * metres)})::integer <> 0";
        }
        if (Box is { } box)
        {
            yield return Nearby.IsIn(statement, box, alias, inCells);
        }
        if (Area is { } area)
        {
            yield return Nearby.IsIn(statement, area.Box, alias, inCells);
            yield return $"st_intersects(st_setsrid(st_makepoint({alias}.longitude, {alias}.latitude), 4326), st_geomfromtext({statement.Given(area.Text)}, 4326))";
        }
        if (Concepts.Count > 0)
        {
            yield return $"{alias}.concepts && {statement.Given(Concepts.ToArray())}";
        }
        if (Concepts.Excluded.Count > 0)
        {
            yield return $"not {alias}.concepts && {statement.Given(Concepts.Excluded.ToArray())}";
        }
        if (Municipalities.Count > 0)
        {
            yield return $"{alias}.municipality = any({statement.Given(Municipalities.ToArray())})";
        }
        if (Municipalities.Excluded.Count > 0)
        {
            yield return $"coalesce({alias}.municipality <> all({statement.Given(Municipalities.Excluded.ToArray())}), true)";
        }
        if (Destinations.Count > 0)
        {
            yield return $"{alias}.municipality = any({statement.Given(Destinations.ToArray())})";
        }
        if (Free is { } free)
        {
            yield return $"{alias}.is_free = {statement.Given(free)}";
        }
        if (Ids.Count > 0)
        {
            yield return $"{id} = any({statement.Given(Ids.ToArray())})";
        }
    }

    /// <returns>What is asked of <c>catalog.listing_row l</c> besides.</returns>
    public IEnumerable<string> OfListing(Statement statement) => Text.Count == 0 ? OfListingButWords(statement) : OfListingButWords(statement).Append(HasWords(statement, "l"));

    /// <param name="alias">Of what has the listing's <c>search</c>.</param>
    public string HasWords(Statement statement, string alias) => $"{alias}.search @@ {TextQuery(statement)}";

    public IEnumerable<string> OfListingButWords(Statement statement)
    {
        if (Kinds.Count > 0)
        {
            yield return $"l.kind = any({statement.Given(Kinds.ToArray())})";
        }
        if (Kinds.Excluded.Count > 0)
        {
            yield return $"l.kind <> all({statement.Given(Kinds.Excluded.ToArray())})";
        }
        foreach (var (column, words) in new[] { ("providers", Providers), ("audience", Audiences), ("accessibility", Accessibilities), ("licences", Licences) })
        {
            if (words.Count > 0)
            {
                yield return $"l.{column} && {statement.Given(words.ToArray())}";
            }
            if (words.Excluded.Count > 0)
            {
                yield return $"not l.{column} && {statement.Given(words.Excluded.ToArray())}";
            }
        }
        if (Languages.Count > 0)
        {
            yield return $"l.languages && {statement.Given(Languages.ToArray())}";
        }
        if (UpdatedSince is { } since)
        {
            yield return $"l.updated_at >= {statement.Given(since)}";
        }
        if (OpenAt is { } at)
        {
            // Most say no hours: they are left out before the function is called.
            yield return $"exists (select from catalog.listing_hours h where h.listing_id = l.id) and catalog.open_at(l.id, {statement.Given(at)}) = {statement.Given(IsOpen)}";
        }
    }

    public string TextQuery(Statement statement)
    {
        // Each word is letters and digits only, so quoting it is safe; the whole is a parameter besides.
        var words = statement.Given(string.Join(" & ", Text.Select(word => $"'{word}':*")));
        // Swedish stems find the other endings. Words that Swedish skips ("om") are searched as written when there is nothing else.
        return $"case when numnode(to_tsquery('swedish', {words})) > 0 then to_tsquery('swedish', {words}) else to_tsquery('simple', {words}) end";
    }
}
