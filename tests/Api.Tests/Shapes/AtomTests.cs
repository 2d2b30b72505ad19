using System.Xml.Linq;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Shapes;

public sealed class AtomTests(ServedCatalogue catalogue)
{
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_feed_has_what_RFC_4287_asks_for()
    {
        var feed = XDocument.Parse(await catalogue.TextAsync("/api/v1/listings?f=atom&kind=event&language=en", "application/atom+xml")).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.Equal(5, entries.Count);
        foreach (var element in entries.Prepend(feed))
        {
            Assert.Single(element.Elements(Atom + "id"), id => Uri.IsWellFormedUriString(id.Value, UriKind.Absolute));
            Assert.Single(element.Elements(Atom + "title"));
            Assert.Single(element.Elements(Atom + "updated"), at => DateTimeOffset.TryParse(at.Value, out _));
            Assert.Single(element.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "self");
        }
        Assert.Single(feed.Elements(Atom + "author"));
        Assert.Equal(entries.Max(e => e.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
        var concert = entries.Single(e => e.Element(Atom + "title")!.Value == "Concert in Karlstad cathedral");
        Assert.Equal("sv", (string?)concert.Element(Atom + "summary")!.Attribute(XNamespace.Xml + "lang"));
        Assert.Equal(("html", true), ((string?)concert.Element(Atom + "content")!.Attribute("type"), concert.Element(Atom + "content")!.Value.StartsWith("<p>", StringComparison.Ordinal)));
        Assert.Equal("59.381 13.504", concert.Element(XName.Get("point", "http://www.georss.org/georss"))!.Value);
        Assert.Equal("CC0-1.0", concert.Element(Atom + "rights")!.Value);
    }

    [Fact]
    public void What_XML_cannot_say_is_left_out()
    {
        var feed = XDocument.Parse(AShaped.Write("atom", AShaped.Listing("event", "A\u0001B <b>&\uFFFE🎻"))).Root!;
        Assert.Equal("AB <b>&🎻", feed.Element(Atom + "entry")!.Element(Atom + "title")!.Value);
    }

    [Fact]
    public async Task Pages_lead_to_each_other()
    {
        var feed = XDocument.Parse(await catalogue.TextAsync("/api/v1/listings?f=atom&limit=10&offset=10", "application/atom+xml")).Root!;
        var links = feed.Elements(Atom + "link").ToDictionary(link => (string)link.Attribute("rel")!, link => (string)link.Attribute("href")!);
        Assert.Contains("?f=atom&limit=10&after=", links["next"], StringComparison.Ordinal);
        Assert.EndsWith("?f=atom&limit=10", links["previous"], StringComparison.Ordinal);
    }
}
