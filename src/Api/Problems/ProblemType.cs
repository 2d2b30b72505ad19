namespace Besoksnaring.Api.Problems;

/// <summary>A kind of problem that callers may rely on. Its page at <c>/problems/{Name}</c> explains it.</summary>
/// <param name="Swedish">What happened and what to do, for a person.</param>
/// <param name="English">The same.</param>
sealed record ProblemType(string Name, int Status, string Title, string Swedish, string English)
{
    public static readonly ProblemType UnknownParameter = new("unknown-parameter", 400, "Unknown parameter",
        "Adressen har en parameter som resursen inte känner till. Inget ignoreras i tysthet: då hade svaret sett rätt ut men varit fel. "
        + "`parameter` är namnet, `allowed` vilka som finns och `nearest` vilken som troligen avsågs. Stora och små bokstäver skiljs åt.",
        "The address has a parameter that the resource does not know. Nothing is silently ignored: the answer would look right and be wrong. "
        + "`parameter` names it, `allowed` lists those there are, and `nearest` is what was probably meant. Case matters.");

    public static readonly ProblemType InvalidValue = new("invalid-value", 400, "A value cannot be honoured",
        "En parameter har ett värde som inte går att uppfylla: en okänd kommun, leverantör, kategori eller ett okänt språk, ett felaktigt datum, "
        + "ett tal utanför gränserna. `parameter` och `value` säger vad som gavs, `allowed` eller `allowedAt` vad som går bra, `nearest` vad som "
        + "troligen avsågs. Är flera fel står alla i `errors`.",
        "A parameter has a value that cannot be honoured: an unknown municipality, provider, concept or language, a bad date, a number beyond its "
        + "limits. `parameter` and `value` say what was given, `allowed` or `allowedAt` what is accepted, `nearest` what was probably meant. "
        + "When several are wrong, `errors` has them all.");

    public static readonly ProblemType ListingUnknown = new("listing-unknown", 404, "No such listing",
        "Det finns ingen post med det id:t, och det har aldrig funnits någon. Tillbakadragna poster svarar 410.",
        "There is no listing of that id, and there never was. Withdrawn listings answer 410.");

    public static readonly ProblemType ListingTombstoned = new("listing-tombstoned", 410, "The listing is withdrawn",
        "Posten har funnits men är tillbakadragen av den som lämnade den. Ta bort den hos er. `tombstonedAt` säger när. Id:t återanvänds aldrig.",
        "The listing existed and has been withdrawn by whoever provided it. Remove it from your copy. `tombstonedAt` says when. The id is never reused.");

    public static readonly ProblemType CollectionUnknown = new("collection-unknown", 404, "No such collection",
        "Det finns ingen samling med det id:t. `/ogc/collections` listar dem som finns.",
        "There is no collection of that id. `/ogc/collections` lists those there are.");

    public static readonly ProblemType ProviderUnknown = new("provider-unknown", 404, "No such provider",
        "Det finns ingen leverantör med det id:t. `/api/v1/providers` listar dem som finns.",
        "There is no provider of that id. `/api/v1/providers` lists those there are.");

    public static readonly ProblemType RunUnknown = new("run-unknown", 404, "No such run",
        "Det finns ingen körning med det id:t. `/api/v1/runs` listar dem som finns.",
        "There is no run of that id. `/api/v1/runs` lists those there are.");

    public static readonly ProblemType CalendarUnknown = new("calendar-unknown", 404, "No such calendar",
        "Det finns ingen kalender med det id:t. `/api/v1/calendars` listar dem som finns.",
        "There is no calendar of that id. `/api/v1/calendars` lists those there are.");

    public static readonly ProblemType CalendarNoData = new("calendar-no-data", 422, "The calendar has no dates for that",
        "Kalendern finns, men vi har inga datum för det år eller den plats som efterfrågas. Ett tomt svar hade sett ut som att inget händer. "
        + "`detail` säger vilka år som finns, `allowed` vad som går att fråga efter.",
        "The calendar exists, but we have no dates for the year or the place that was asked for. An empty answer would look as if nothing was on. "
        + "`detail` says which years there are, `allowed` what can be asked for.");

    public static readonly ProblemType NotFound = new("not-found", 404, "Nothing here",
        "Adressen leder ingenstans. Alla adresser står i `/api/v1/openapi.json`.",
        "The address leads nowhere. All addresses are in `/api/v1/openapi.json`.");

    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "Not that method",
        "Resursen har inte den metoden. `Allow` i svaret säger vilka som går.",
        "The resource does not have that method. `Allow` in the answer says which there are.");

    public static readonly ProblemType KeyNeeded = new("key-needed", 401, "A key is needed",
        "Anropet behöver en partners nyckel, eller så är den som skickades inte i kraft: fel avskriven, utgången eller återkallad. "
        + "Den skickas som `Authorization: Bearer bes_…`, aldrig i adressen. Utan nyckel går allt som är öppet att läsa.",
        "The call needs a partner's key, or the one that was sent is not in force: wrongly copied, expired or revoked. "
        + "It is sent as `Authorization: Bearer bes_…`, never in the address. Without a key, everything that is open can be read.");

    public static readonly ProblemType ScopeMissing = new("scope-missing", 403, "The key may not do this",
        "Nyckeln är i kraft men omfattar inte det här. `scope` säger vad som saknas; den som driver tjänsten kan lägga till det.",
        "The key is in force but does not cover this. `scope` says what is missing; whoever runs the service can add it.");

    public static readonly ProblemType SearchUnknown = new("search-unknown", 404, "No such saved search",
        "Det finns ingen sparad sökning med det id:t, eller så är den någon annans och kan inte ändras med den här nyckeln.",
        "There is no saved search of that id, or it is another partner's and cannot be changed with this key.");

    public static readonly ProblemType SearchRemoved = new("search-removed", 410, "The saved search is removed",
        "Sökningen har funnits men är borttagen av den som sparade den. Adressen återanvänds aldrig. `removedAt` säger när.",
        "The search existed and was removed by whoever saved it. Its address is never given to another. `removedAt` says when.");

    public static readonly ProblemType SearchOutdated = new("search-outdated", 409, "The saved search no longer holds",
        "Sökningen sparades med något som inte längre finns, till exempel en kategori. Den som sparade den behöver ändra den; tills dess besvaras den inte, "
        + "hellre än att ge för mycket. `parameter` säger vad.",
        "The search was saved with something that is no longer there, such as a concept. Whoever saved it must change it; until then it is not answered, "
        + "rather than finding too much. `parameter` says what.");

    public static readonly ProblemType SearchWithoutFeed = new("search-without-feed", 409, "The saved search has no feed",
        "Sökningen frågar efter tider, som `when` eller `openNow`. Vad den hittar ändras när tiden går, utan att något ändras i katalogen, och det kan inget flöde berätta. "
        + "Spara en utan det och välj tider i den egna kopian. `parameter` säger vad som är i vägen.",
        "The search asks for times, such as `when` or `openNow`. What it finds changes as time passes though nothing changes in the catalogue, and no feed can tell that. "
        + "Save one without it and choose times in your copy. `parameter` says what is in the way.");

    public static readonly ProblemType FeedUnknown = new("feed-unknown", 404, "No such feed",
        "Det finns inget flöde med det namnet. `allowed` räknar upp dem som finns: ett för varje slags post.",
        "There is no feed of that name. `allowed` lists those there are: one for each kind of listing.");

    public static readonly ProblemType PositionExpired = new("position-expired", 410, "The log is no longer kept from there",
        "Loggen sparas minst 30 dagar, och positionen är äldre. Det som saknas går inte att läsa i efterhand. Hämta allt på nytt från `snapshot`, och fortsätt från positionen som står först i den. "
        + "Flödena av poster (`/api/v1/feeds/…`) går att fortsätta från hur gammal position som helst.",
        "The log is kept for at least 30 days, and the position is older. What is missing cannot be read any more. Fetch everything anew from `snapshot`, and go on from the position at its beginning. "
        + "The feeds of listings (`/api/v1/feeds/…`) can be followed from any position, however old.");

    public static readonly ProblemType SearchesTooMany = new("searches-too-many", 409, "No more searches",
        "En partner kan ha så många sparade sökningar, och fler får inte plats. Ta bort någon.",
        "A partner may have so many saved searches, and there is no room for more. Remove one.");

    public static readonly ProblemType SubscriptionUnknown = new("subscription-unknown", 404, "No such subscription",
        "Det finns ingen prenumeration med det id:t, eller så är den någon annans.",
        "There is no subscription of that id, or it is another partner's.");

    public static readonly ProblemType SubscriptionsTooMany = new("subscriptions-too-many", 409, "No more subscriptions",
        "En partner kan ha så många prenumerationer, och fler får inte plats. Ta bort någon, eller ändra en som finns.",
        "A partner may have so many subscriptions, and there is no room for more. Remove one, or change one there is.");

    public static readonly ProblemType TooManyCalls = new("too-many-calls", 429, "Too many calls",
        "Fler anrop per minut än vad som gäller för adressen eller nyckeln. Vänta så många sekunder som `Retry-After` anger; `RateLimit` i varje svar säger vad som är kvar. "
        + "Fråga om med `If-None-Match`, och be om en nyckel om det inte räcker.",
        "More calls a minute than the address or the key has. Wait as many seconds as `Retry-After` says; `RateLimit` in every answer says what is left. "
        + "Ask again with `If-None-Match`, and ask for a key if that is not enough.");

    public static readonly ProblemType BodyInvalid = new("body-invalid", 400, "The body cannot be read",
        "Det som skickades är inte ett JSON-objekt i UTF-8, eller säger samma sak två gånger. `detail` säger var.",
        "What was sent is not one JSON object in UTF-8, or says a thing twice. `detail` says where.");

    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413, "The body is too large",
        "Det som skickades är större än resursen tar emot. `allowed` säger hur stort det får vara.",
        "What was sent is larger than the resource takes. `allowed` says how large it may be.");

    public static readonly ProblemType MediaTypeUnsupported = new("media-type-unsupported", 415, "Not in that media type",
        "Det som skickas måste vara JSON, med `Content-Type: application/json`.",
        "What is sent must be JSON, with `Content-Type: application/json`.");

    public static readonly ProblemType NotAcceptable = new("not-acceptable", 406, "Not to be had in that shape",
        "`Accept` godtar inget av de format som resursen finns i. `allowed` listar dem. Enklast är att välja med `f`, som väger tyngre än `Accept`.",
        "`Accept` accepts none of the media types that the resource can be had in. `allowed` lists them. The easiest is to choose with `f`, which outweighs `Accept`.");

    public static readonly ProblemType RequestRefused = new("request-refused", 400, "The request cannot be read",
        "Anropet följer inte HTTP eller är för stort.",
        "The request does not follow HTTP, or is too large.");

    public static readonly ProblemType TooSlow = new("too-slow", 503, "The question took too long",
        "Databasen hann inte svara inom gränsen. Snäva in sökningen, eller försök igen efter det antal sekunder som `Retry-After` anger.",
        "The database could not answer within the limit. Narrow the search, or try again after the seconds given by `Retry-After`.");

    public static readonly ProblemType Unavailable = new("unavailable", 503, "Not available just now",
        "Katalogen går inte att nå just nu. Försök igen efter det antal sekunder som `Retry-After` anger.",
        "The catalogue cannot be reached just now. Try again after the seconds given by `Retry-After`.");

    public static readonly ProblemType Fault = new("fault", 500, "A fault of ours",
        "Något gick fel hos oss, och det är skrivet i vår logg. Anropet är inte fel.",
        "Something went wrong on our side, and our log has it. There is nothing wrong with the call.");

    public static IReadOnlyList<ProblemType> All { get; } =
    [
        UnknownParameter, InvalidValue, ListingUnknown, ListingTombstoned, CollectionUnknown, ProviderUnknown, RunUnknown, CalendarUnknown, CalendarNoData, NotFound, MethodNotAllowed, NotAcceptable,
        KeyNeeded, ScopeMissing, SearchUnknown, SearchRemoved, SearchOutdated, SearchWithoutFeed, SearchesTooMany, SubscriptionUnknown, SubscriptionsTooMany, FeedUnknown, PositionExpired, TooManyCalls, BodyInvalid, BodyTooLarge, MediaTypeUnsupported, RequestRefused, TooSlow, Unavailable, Fault,
    ];

    public string Path => "/problems/" + Name;
}
