using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Besoksnaring.Catalog.Text;
using Besoksnaring.Testing;
using CsCheck;

namespace Besoksnaring.Catalog.Tests.Text;

public partial class HostileTextTests
{
    static readonly HashSet<string> Allowed = ["p", "br", "ul", "ol", "li", "strong", "em", "a", "h3", "h4"];

    public static TheoryData<string> Vectors { get; } =
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil/x.js></SCRIPT>x", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script\u0000>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)", "<svg onload=alert(1)>x", "<svg><script>alert&#40;1)</script></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<a href=\"javascript:alert(1)\">x</a>", "<a href=\" java\nscript:alert(1)\">x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>", "<a href=\"&#106;avascript&colon;alert(1)\">x</a>",
        "<a href=\"\u0001javascript:alert(1)\">x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<a href=\"vbscript:x\">x</a>", "<a href='//evil'>x</a>",
        "<a href=\"https://a.se/&quot; onmouseover=&quot;alert(1)\">x</a>", "<a href='https://a.se\"onclick=alert(1)//'>x</a>", "<a href=\"mailto:a@b.se?body=<script>\">x</a>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>", "<style>@import 'javascript:alert(1)';</style>x", "<div onclick=alert(1)>x</div>", "<base href=javascript:/>x",
        "<iframe src=javascript:alert(1)></iframe>x", "<iframe srcdoc='<script>alert(1)</script>'>x", "<object data=data:text/html,x></object>x", "<embed src=x>", "<link rel=stylesheet href=x>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>x", "<template><script>alert(1)</script></template>x", "<textarea><script>alert(1)</script></textarea>x", "<title><img src=x onerror=alert(1)></title>x",
        "<xmp><script>alert(1)</script></xmp>", "<plaintext><script>alert(1)</script>", "<select><option><script>alert(1)</script>", "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>", "<?xml x?><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;", "&amp;amp;lt;img src=x onerror=alert(1)&amp;amp;gt;", "<p>&lt;img src=x onerror=alert(1)&gt;</p>", "<p>&lt;<b>script</b>&gt;alert(1)</p>",
        "<b>&lt;</b>img src=x onerror=alert(1)>", "<p>\u0338x</p>", "<\u0338script>alert(1)</script>", "<a href=x://y>z</a><details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)></video>", "<body onload=alert(1)>x",
        "<a href=\"https://a.se\" href=\"javascript:alert(1)\">x</a>", "<p id=x class=y name=z>x</p>", "\"><script>alert(1)</script>", "'-alert(1)-'", "</p></div></body></html><script>alert(1)</script>", "＜script＞alert(1)＜/script＞",
    ];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Nothing_that_could_run_survives(string vector) => AssertHarmless(vector);

    [Fact]
    public void Whatever_is_thrown_together_comes_out_with_our_tags_only()
    {
        var pieces = Gen.OneOf(
            Gen.OneOf(Vectors.Select(v => v.Data).ToArray()),
            Gen.OneOf("<", ">", "&", "&lt;", "&#60;", "\"", "'", "</", "<!--", "-->", "<a href=", "https://a.se", "javascript:", " onerror=x", "<b>", "</b>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<h1>", "<br>", "\n", "\r\n", "\0", "\u0338", "\u202E", "\uD800", "<table>", "<td>", "<math>", "<svg>", "<style>", "</style>", "<em>"),
            Gen.String[Gen.Char, 0, 12]);
        pieces.Array[0, 12].Select(string.Concat).Sample(AssertHarmless, iter: 5_000);
    }

    [Fact]
    public void Deep_and_long_markup_ends_in_time_and_without_ending_the_process()
    {
        string[] bombs =
        [
            string.Concat(Enumerable.Repeat("<div>", 4_900)) + "x", string.Concat(Enumerable.Repeat("<b><i>", 2_400)) + "x</b>y</i>z", string.Concat(Enumerable.Repeat("<div>", 200_000)) + "x",
            string.Concat(Enumerable.Repeat("<a href=https://a.se/>x", 4_900)), string.Concat(Enumerable.Repeat("<table><tr><td>", 1_600)) + "x", new string('<', 1_000_000), string.Concat(Enumerable.Repeat("<ul><li>", 2_400)) + "x",
            string.Concat(Enumerable.Repeat("&lt;", 100_000)), new string(' ', 390_000) + "<p>x", new string('\n', 390_000) + "x\n" + new string(' ', 9_000), "<p>" + new string('&', 390_000), "<!--" + new string('-', 390_000), "<a href=\"https://a.se/" + new string('ö', 300_000) + "\">" + "x",
            string.Concat(Enumerable.Repeat(" \n", 190_000)) + "x", string.Concat(Enumerable.Repeat("<a@", 4_000)),
        ];
        foreach (var bomb in bombs)
        {
            AssertHarmless(bomb);
        }
    }

    [Fact]
    public void Real_texts_of_Visit_Sweden_come_through_whole()
    {
        using var stream = File.OpenRead(SharedData.PathOf("mixed/visitsweden/visitsweden_A.json"));
        using var document = JsonDocument.Parse(stream);
        var texts = document.RootElement.EnumerateArray().SelectMany(row => row.EnumerateObject())
            .Where(property => property.Name is "name" or "abstract" && property.Value.ValueKind == JsonValueKind.String)
            .Select(property => property.Value.GetString()!).ToList();
        Assert.True(texts.Count > 10_000);
        Assert.All(texts, AssertHarmless);
        var kept = texts.Where(text => text.Length < 300 && !text.Contains('<', StringComparison.Ordinal) && !text.Contains('&', StringComparison.Ordinal));
        Assert.All(kept, text => Assert.Equal(Letters(text), Letters(CleanText.Title(text) ?? "")));
    }

    static string Letters(string text) => string.Concat(text.Normalize().Where(char.IsLetterOrDigit));

    static void AssertHarmless(string given)
    {
        var description = CleanText.Description(given);
        string?[] plain = [description?.Text, CleanText.Title(given), CleanText.Summary(given)];
        foreach (var text in plain.OfType<string>())
        {
            Assert.False(TagStart().IsMatch(text), text);
            Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
            Assert.Equal(text.Trim(), text);
            Assert.True(text.IsNormalized());
        }
        if (description is null)
        {
            return;
        }
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument($"<body>{description.Html}");
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Allowed);
            Assert.All(element.Attributes, attribute => Assert.True(attribute.Name is "href" or "rel", attribute.Name));
            if (element.LocalName == "a")
            {
                Assert.Matches("^(https?://|mailto:)", element.GetAttribute("href"));
                Assert.Equal("noopener nofollow", element.GetAttribute("rel"));
            }
        }
        // Written as a browser would write it again: nothing that reading repairs, hence nothing that it could change.
        Assert.Equal(Inner(document.Body), description.Html.Replace("&quot;", "\"", StringComparison.Ordinal));
    }

    static string Inner(IElement body) => body.InnerHtml.Replace("&quot;", "\"", StringComparison.Ordinal);

    [GeneratedRegex("<[a-zA-Z/!?]")]
    private static partial Regex TagStart();
}
