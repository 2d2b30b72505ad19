using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Vocabularies.Tests;

public class TaxonomyTests
{
    [Fact]
    public void Every_kind_has_concepts_and_every_concept_is_labelled_in_the_six_languages()
    {
        var all = Taxonomy.Default.All;
        Assert.InRange(all.Count, 80, 140);
        Assert.Equal(Enum.GetValues<ListingKind>().Order(), all.Select(c => c.Kind).Distinct().Order());
        Assert.All(all, c => Assert.Equal(Languages.All.Order(StringComparer.Ordinal), c.Labels.Languages));
        Assert.All(all, c => Assert.All(c.Labels, label => Assert.Equal(label.Value.Trim(), label.Value)));
    }

    [Fact]
    public void Concepts_of_one_level_do_not_share_a_label_so_that_a_reader_can_tell_them_apart()
    {
        foreach (var language in Languages.All)
        {
            var shared = Taxonomy.Default.All.GroupBy(c => (c.Kind, c.Labels[language]))
                .Where(same => same.Count() > 1 && same.Select(c => c.Parent).Distinct().Count() == 1);
            Assert.Empty(shared.Select(same => $"{language} {same.Key}"));
        }
    }

    [Fact]
    public void A_child_brings_its_parent_and_what_does_not_exist_brings_nothing()
    {
        Assert.Equal(["music", "music.opera", "hotel"], Taxonomy.Default.WithAncestors(["hotel", "music.opera", "no-such", "music"]));
        Assert.True(Taxonomy.Default.Contains("music.opera"));
        Assert.False(Taxonomy.Default.Contains("opera"));
        Assert.Equal("Oper", Taxonomy.Default["music.opera"].Labels["de"]);
    }

    [Theory]
    [InlineData("""{ "id": "Music", "kind": "event" }""", "$[0].id")]
    [InlineData("""{ "id": "a.b.c", "kind": "event" }""", "$[0].id")]
    [InlineData("""{ "id": "music", "kind": "happening" }""", "$[0].kind")]
    [InlineData("""{ "id": "music", "kind": "1" }""", "$[0].kind")]
    [InlineData("""{ "id": "music", "kind": "event", "labels": { "sv": "Musik" } }""", "$[0].labels")]
    [InlineData("""{ "kind": "event" }""", "$[0].id")]
    [InlineData("17", "$[0].id")]
    [InlineData("""{ "id": "music.opera", "kind": "event", "labels": { "sv": "a", "nb": "a", "en": "a", "de": "a", "nl": "a", "da": "a" } }""", "$[0].id")]
    public void A_wrong_taxonomy_is_refused_by_file_and_field(string concept, string field)
    {
        using var file = new TemporaryFile($"[{concept}]");
        var error = Assert.Throws<VocabularyException>(() => Taxonomy.Load(file.Path));
        Assert.Equal((file.Path, field), (error.File, error.Field));
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }
}
