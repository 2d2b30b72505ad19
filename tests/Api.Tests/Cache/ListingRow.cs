namespace Besoksnaring.Api.Tests.Cache;

/// <summary>The least that the Api reads as a listing.</summary>
static class ListingRow
{
    public static string Insert(string id, string title) => $$"""
        insert into catalog.listing (id, kind, title, created_at, updated_at, concepts, providers, hash, text_hash)
        values ('{{id}}', 'place', '{{id}}', now(), now(), '{}', '{}', '', '');
        insert into catalog.rendering (listing_id, language, list, detail, etag)
        values ('{{id}}', 'sv', convert_to('{"id":"{{id}}"}', 'UTF8'), convert_to('{"title":"{{title}}"}', 'UTF8'), md5('{{title}}'));
        """;

    /// <param name="moves">Whether the log's position moves with it, as it always does when the catalogue is written.</param>
    public static string Update(string id, string title, bool moves) => $$"""
        update catalog.rendering set detail = convert_to('{"title":"{{title}}"}', 'UTF8'), etag = md5('{{title}}') where listing_id = '{{id}}';
        """ + (moves ? "update catalog.counter set position = position + 1" : "");
}
