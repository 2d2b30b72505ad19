using System.Net;
using Besoksnaring.Api.Tests.Catalogue;
using Microsoft.AspNetCore.Builder;

namespace Besoksnaring.Api.Tests.Cache;

/// <summary>Each test has an Api of its own: what is kept in one must not be found by another.</summary>
public sealed class CacheTests(ServedCatalogue catalogue) : IAsyncLifetime
{
    const string List = "/api/v1/listings?limit=20";

    WebApplication app = null!;
    CachedCalls calls = null!;

    public async ValueTask InitializeAsync()
    {
        app = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner));
        calls = new CachedCalls(app);
    }

    [Fact]
    public async Task Encodings_and_languages_never_mix()
    {
        await calls.UntilKeptAsync(List);
        // Twice: what is made and what is kept are held to the same.
        for (var round = 0; round < 2; round++)
        {
            var tags = new HashSet<string>();
            foreach (var language in new[] { null, "sv", "en", "de-DE,en;q=0.5" })
            {
                var plain = await calls.GetAsync(List, language: language);
                foreach (var (accepted, encoding) in new[] { ("gzip, deflate, br", "br"), ("br;q=0.1, gzip", "gzip"), ("GZIP", "gzip"), ("*", "br"), ("br;q=0", null), ("identity", null), ("%%", null) })
                {
                    var answer = await calls.GetAsync(List, accepted, language);
                    Assert.Equal(encoding, answer.Encoding);
                    Assert.Equal(plain.Text, answer.Text);
                    Assert.Equal(plain.Language, answer.Language);
                    Assert.Equal(encoding is null ? plain.Tag : $"{plain.Tag.TrimEnd('"')}-{encoding}\"", answer.Tag);
                    Assert.Equal(["Accept", "Accept-Encoding", "Accept-Language", "Authorization"], answer.Vary.Order());
                    tags.Add(answer.Tag);
                }
            }
            // Swedish is what nobody asks for: three encodings of three languages.
            Assert.Equal(9, tags.Count);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Who_has_a_variant_is_told_so_and_who_has_another_is_not(string? encoding)
    {
        foreach (var path in new[] { List, catalogue.Path("/api/v1/listings/{l-001}"), "/api/v1/providers" })
        {
            // An Api that has nothing yet, and one that has it.
            for (var round = 0; round < 2; round++)
            {
                var whole = await calls.GetAsync(path, encoding);
                var held = await calls.GetAsync(path, encoding, held: $"\"x\", W/{whole.Tag}");
                Assert.Equal((HttpStatusCode.NotModified, whole.Tag, ""), (held.Status, held.Tag, held.Text));
                var other = await calls.GetAsync(path, encoding, held: "\"x\"");
                Assert.Equal((HttpStatusCode.OK, whole.Text), (other.Status, other.Text));
            }
        }
    }

    [Fact]
    public async Task Who_asks_only_whether_it_changed_has_it_kept_for_all()
    {
        var path = catalogue.Path("/api/v1/listings/{l-001}");
        var tag = (await calls.GetAsync(path, "br")).Tag;
        await using var fresh = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner));
        var others = new CachedCalls(fresh);
        await others.UntilKeptAsync("/api/v1/concepts");
        Assert.Equal(HttpStatusCode.NotModified, (await others.GetAsync(path, "br", held: tag)).Status);
        Assert.True((await others.GetAsync(path, "br")).IsKept);
    }

    [Fact]
    public async Task What_is_kept_is_given_to_another_origin_with_the_headers_that_every_answer_has()
    {
        var kept = await calls.UntilKeptAsync(List, origin: null);
        Assert.Null(kept.AllowedOrigin);
        foreach (var held in new[] { null, kept.Tag })
        {
            var answer = await calls.GetAsync(List, origin: "https://arvika.example", held: held);
            Assert.Equal("*", answer.AllowedOrigin);
            // A 304 says only what may have changed.
            Assert.Equal(held is null ? "nosniff" : null, answer.TypeOptions);
            Assert.Contains("ETag", answer.ExposedHeaders, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_depends_on_the_day_grows_old_though_the_catalogue_stands()
    {
        foreach (var path in new[] { "/api/v1/listings/{l-001}/occurrences", "/api/v1/listings/{l-001}?f=ics", "/api/v1/listings?f=jsonld" })
        {
            var kept = await calls.UntilKeptAsync(catalogue.Path(path));
            Assert.True(kept.GrowsOld, path);
        }
        Assert.False((await calls.UntilKeptAsync(List)).GrowsOld);
    }

    [Fact]
    public async Task Head_gives_the_headers_of_Get()
    {
        var get = await calls.UntilKeptAsync(List, "br");
        for (var round = 0; round < 2; round++)
        {
            var head = await calls.GetAsync(List, "br", method: HttpMethod.Head);
            Assert.Equal((HttpStatusCode.OK, get.Tag, "br", ""), (head.Status, head.Tag, head.Encoding, head.Text));
        }
    }

    [Theory]
    [InlineData("/api/v1/providers")]
    [InlineData("/api/v1/runs")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    [InlineData("/problems/not-found")]
    [InlineData("/api/v1/listings?x=1")]
    [InlineData("/api/v1/listings/nothing")]
    public async Task Status_pages_and_problems_are_never_kept(string path)
    {
        await calls.UntilKeptAsync(List);
        for (var round = 0; round < 3; round++)
        {
            Assert.False((await calls.GetAsync(path)).IsKept);
        }
    }

    [Fact]
    public async Task An_address_of_one_caller_is_not_given_to_another()
    {
        await calls.UntilKeptAsync(List);
        var other = await calls.GetAsync(List, host: "localhost:8080");
        Assert.Contains("\"http://localhost:8080/api/v1/listings?limit=20\"", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost:8080", (await calls.GetAsync(List)).Text, StringComparison.Ordinal);
        Assert.True((await calls.GetAsync(List, host: "localhost:8080")).IsKept);
    }

    [Fact]
    public async Task Nothing_is_kept_where_there_is_no_memory_for_it()
    {
        await using var without = await ServedCatalogue.StartAsync(ServedCatalogue.AsReader(catalogue.Owner), ("Api:CacheMegabytes", "0"));
        var uncached = new CachedCalls(without);
        // Long after a position must be known: the other one keeps what it is asked for by now.
        await calls.UntilKeptAsync(List);
        for (var round = 0; round < 20; round++)
        {
            Assert.False((await uncached.GetAsync(List, "br")).IsKept);
        }
        var tag = (await uncached.GetAsync(List, "br")).Tag;
        var held = await uncached.GetAsync(List, "br", held: tag);
        Assert.Equal((HttpStatusCode.NotModified, tag), (held.Status, held.Tag));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
