using Besoksnaring.Catalog.Text;
using Besoksnaring.Contracts.Content;

namespace Besoksnaring.Catalog.Tests.Text;

public class CleanTextTests
{
    [Theory]
    [InlineData("  Marknad i Sunne ", "Marknad i Sunne")]
    [InlineData("Kaffe &amp; kaka", "Kaffe & kaka")]
    [InlineData("Kaffe &amp;amp; kaka", "Kaffe & kaka")]
    [InlineData("Kaffe & kaka", "Kaffe & kaka")]
    [InlineData("<b>Fest</b> &lt;i&gt;nu&lt;/i&gt;", "Fest ‹i>nu‹/i>")]
    [InlineData("&lt;b&gt;Fest&lt;/b&gt;", "Fest")]
    [InlineData("I <3 Karlstad", "I <3 Karlstad")]
    [InlineData("Barn <12 år &ndash; gratis", "Barn <12 år – gratis")]
    [InlineData("Rad\r\nbruten\ttitel", "Rad bruten titel")]
    [InlineData("Na\u0308tverk\u0000\u202E\u200B", "Nätverk")]
    [InlineData("🎸 Rock", "🎸 Rock")]
    [InlineData("Fest<script>alert(1)</script>", "Fest")]
    [InlineData("\u00A0 \u200B", null)]
    [InlineData("<p></p>", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_title_is_one_line_of_plain_text(string? given, string? kept) => Assert.Equal(kept, CleanText.Title(given));

    [Fact]
    public void Half_a_character_is_marked_as_such() => Assert.Equal("Trasig \uFFFD halva", CleanText.Title("Trasig \uD800 halva"));

    [Fact]
    public void A_long_title_is_cut_after_a_word()
    {
        var title = CleanText.Title(string.Concat(Enumerable.Repeat("dragspel ", 50)))!;
        Assert.InRange(title.Length, 280, CleanText.MaxTitle);
        Assert.EndsWith("dragspel…", title, StringComparison.Ordinal);
        Assert.Equal(CleanText.MaxTitle, CleanText.Title(new string('x', 400))!.Length);
        Assert.DoesNotContain('\uFFFD', CleanText.Title(string.Concat(Enumerable.Repeat("🎸", 400)))!);
    }

    [Theory]
    [InlineData("Rad ett  \r\nRad två\r\n\r\n\r\n\r\nNytt stycke ", "<p>Rad ett<br>Rad två</p><p>Nytt stycke</p>", "Rad ett\nRad två\n\nNytt stycke")]
    [InlineData("# Rubrik\n- ett\n  - två **fet** [länk](https://a.se)", "<p># Rubrik<br>- ett<br>  - två **fet** [länk](https://a.se)</p>", "# Rubrik\n- ett\n  - två **fet** [länk](https://a.se)")]
    [InlineData("5 < 6 > 4 & så", "<p>5 &lt; 6 &gt; 4 &amp; så</p>", "5 < 6 > 4 & så")]
    [InlineData("<div>Ett</div><div>två</div>", "<p>Ett</p><p>två</p>", "Ett\n\ntvå")]
    [InlineData("Ett<br><br/>två<br>tre", "<p>Ett</p><p>två<br>tre</p>", "Ett\n\ntvå\ntre")]
    [InlineData("<P STYLE='x'>Ett <B onclick=x>fet<I>kursiv</I></B>\n text", "<p>Ett <strong>fet<em>kursiv</em></strong> text</p>", "Ett fetkursiv text")]
    [InlineData("<h1>Rubrik</h1><p>Text</p><h5>Liten</h5>x", "<h3>Rubrik</h3><p>Text</p><h4>Liten</h4><p>x</p>", "Rubrik\n\nText\n\nLiten\n\nx")]
    [InlineData("<ul><li>ett</li><li><p>två</p><p>rader</p></li></ul>efter", "<ul><li>ett</li><li>två<br>rader</li></ul><p>efter</p>", "- ett\n- två\nrader\n\nefter")]
    [InlineData("<ol><li>ett<ul><li>inre</li></ul></li><li>två</li></ol><ul><li>a</li></ul>", "<ol><li>ett</li><li>inre</li><li>två</li></ol><ul><li>a</li></ul>", "- ett\n- inre\n- två\n\n- a")]
    [InlineData("<p>Se <a href='https://a.se/?b=1&c=2' target=_blank onclick=x>här</a>, <a href='/rot'>där</a></p>", "<p>Se <a href=\"https://a.se/?b=1&amp;c=2\" rel=\"noopener nofollow\">här</a>, där</p>", "Se här, där")]
    [InlineData("<b>Fet</b> rad\nnästa rad", "<p><strong>Fet</strong> rad<br>nästa rad</p>", "Fet rad\nnästa rad")]
    [InlineData("Mejla <info@arvika.se> eller <https://arvika.se/x>", "<p>Mejla info@arvika.se eller https://arvika.se/x</p>", "Mejla info@arvika.se eller https://arvika.se/x")]
    [InlineData("&lt;p&gt;Dubbelt&lt;/p&gt;&lt;p&gt;kodat&lt;/p&gt;", "<p>Dubbelt</p><p>kodat</p>", "Dubbelt\n\nkodat")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p><p>b</p>", "a\n\nb")]
    [InlineData("<p><strong><p>oordning</strong> mitt i</p>", "<p><strong>oordning</strong> mitt i</p>", "oordning mitt i")]
    public void A_description_becomes_tidy_html_and_the_same_as_text(string given, string html, string text) =>
        Assert.Equal(new RichText(html, text), CleanText.Description(given));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("<p>&nbsp;</p><br><ul><li></li></ul>")]
    [InlineData("<!-- bara en kommentar -->")]
    [InlineData("<script>x</script>")]
    public void What_is_blank_is_absent(string given)
    {
        Assert.Null(CleanText.Description(given));
        Assert.Null(CleanText.Summary(given));
    }

    [Fact]
    public void A_summary_keeps_its_lines_and_ends_at_a_thousand()
    {
        Assert.Equal("Ett\n\ntvå & tre", CleanText.Summary("<p>Ett</p><p>två &amp; tre</p>"));
        Assert.InRange(CleanText.Summary(string.Concat(Enumerable.Repeat("ord ", 500)))!.Length, 990, CleanText.MaxSummary);
    }

    [Fact]
    public void A_long_description_is_cut_after_a_word_with_or_without_markup_and_stays_well_formed()
    {
        var words = string.Concat(Enumerable.Repeat("skogen ", 10_000));
        var plain = CleanText.Description(words)!;
        var marked = CleanText.Description($"<ul><li><strong>{words}</strong></li></ul>")!;
        Assert.All([plain.Text, marked.Text], text => Assert.InRange(text.Length, 49_900, CleanText.MaxDescription));
        Assert.All([plain.Text, marked.Text], text => Assert.EndsWith("skogen…", text, StringComparison.Ordinal));
        Assert.EndsWith("skogen…</strong></li></ul>", marked.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_language_is_cleaned_and_an_empty_one_left_out() =>
        Assert.Equal(new LocalizedText("sv", "Å & Ä"), CleanText.Each(new LocalizedText([new("sv", "Å &amp; Ä"), new("en", "<br>")]), CleanText.Title));
}
