using System.Text;

namespace Besoksnaring.Catalog.Text;

/// <summary>Writes the HTML that we allow, and the plain text of it, at once. It has no way of writing anything else.</summary>
/// <param name="newlinesCount">Whether a line end in the source is one for the reader.</param>
sealed class RichTextWriter(int limit, bool newlinesCount)
{
    const int MaxAddress = 2_000;

    /// <summary>A longer one is cut through where the text must end.</summary>
    const int LongestWord = 40;

    /// <summary>Two line ends and the mark of an item, or the ellipsis.</summary>
    const int LongestSeparator = 5;

    readonly StringBuilder html = new();
    readonly StringBuilder text = new();
    readonly Stack<string> inline = new();
    readonly List<string> open = [];

    /// <summary>p, h3, h4 or li while one is being written.</summary>
    string? block;
    string nextBlock = "p";
    string? list;
    string? openList;
    int listDepth;
    int itemDepth;
    int breaks;
    bool space;
    bool full;

    /// <summary>Lists in lists become one: a list of things to do in Arvika is seldom a tree.</summary>
    public void OpenList(string tag)
    {
        EndBlock();
        if (listDepth++ == 0)
        {
            list = tag;
        }
    }

    public void CloseList()
    {
        EndBlock();
        if (--listDepth == 0 && block is null)
        {
            EndList();
        }
    }

    public void OpenItem()
    {
        CloseBlock();
        itemDepth++;
    }

    public void CloseItem()
    {
        CloseBlock();
        itemDepth--;
    }

    public void OpenHeading(string tag)
    {
        EndBlock();
        nextBlock = tag;
    }

    public void CloseHeading()
    {
        EndBlock();
        nextBlock = "p";
    }

    /// <param name="tag"><c>strong</c>, <c>em</c>, or for a link its start tag.</param>
    public void Open(string tag) => inline.Push(tag);

    public void OpenLink(string? href) => inline.Push(LinkTo(href));

    public void Close() => inline.Pop();

    /// <summary>Paragraphs within an item of a list are lines of it.</summary>
    public void EndBlock()
    {
        if (itemDepth > 0)
        {
            breaks = block is null ? 0 : Math.Max(breaks, 1);
            return;
        }
        CloseBlock();
    }

    public void Break() => breaks++;

    public void Text(string raw)
    {
        var rest = Characters.Clean(raw).AsSpan();
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAny(' ', '\n');
            var word = length < 0 ? rest : rest[..length];
            if (!word.IsEmpty)
            {
                Word(word);
            }
            if (length < 0)
            {
                return;
            }
            space = true;
            breaks += newlinesCount && rest[length] == '\n' ? 1 : 0;
            rest = rest[(length + 1)..];
        }
    }

    /// <returns>Null when there was no text.</returns>
    public RichText? Finish()
    {
        CloseBlock();
        EndList();
        return text.Length == 0 ? null : new RichText(html.ToString(), text.ToString());
    }

    void Word(ReadOnlySpan<char> word)
    {
        if (full)
        {
            return;
        }
        // Tags are written for words only, and yet a hostile text could be all tags.
        var room = limit - text.Length - LongestSeparator;
        full = word.Length > room || html.Length > 4L * limit;
        if (full && (word.Length <= LongestWord || room <= 0))
        {
            text.Append(block is null ? "" : "…");
            html.Append(block is null ? "" : "…");
            return;
        }
        var tags = StylesWanted();
        CloseStyles(tags.Zip(open).TakeWhile(pair => pair.First == pair.Second).Count());
        Separate();
        OpenStyles(tags);
        word = full ? word[..room] : word;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            // "<3" and "<12 år" stay; what some page could take for a tag does not, not even in plain text.
            Append(c == '<' && !(i + 1 < word.Length && char.IsAsciiDigit(word[i + 1])) ? '‹' : c);
        }
        if (full)
        {
            Append('…');
        }
    }

    void Append(char c)
    {
        text.Append(c);
        Encode(html, c);
    }

    void Separate()
    {
        if (block is not null && breaks > 1 && itemDepth == 0)
        {
            CloseBlock();
        }
        if (block is null)
        {
            OpenBlock();
        }
        else if (breaks > 0)
        {
            html.Append("<br>");
            text.Append('\n');
        }
        else if (space)
        {
            html.Append(' ');
            text.Append(' ');
        }
        breaks = 0;
        space = false;
    }

    void OpenBlock()
    {
        block = listDepth > 0 || itemDepth > 0 ? "li" : nextBlock;
        var goesOn = block == "li" && openList is not null;
        if (!goesOn)
        {
            EndList();
        }
        text.Append(text.Length == 0 ? "" : goesOn ? "\n" : "\n\n");
        if (block == "li")
        {
            if (openList is null)
            {
                openList = listDepth > 0 ? list : "ul";
                html.Append('<').Append(openList).Append('>');
            }
            text.Append("- ");
        }
        html.Append('<').Append(block).Append('>');
    }

    void CloseBlock()
    {
        breaks = 0;
        space = false;
        if (block is null)
        {
            return;
        }
        CloseStyles(0);
        html.Append("</").Append(block).Append('>');
        block = null;
    }

    void EndList()
    {
        if (openList is not null)
        {
            html.Append("</").Append(openList).Append('>');
            openList = null;
        }
    }

    /// <summary>Each kind once, however often the source has it open.</summary>
    List<string> StylesWanted()
    {
        if (inline.Count == 0)
        {
            return [];
        }
        string?[] tags = [inline.FirstOrDefault(tag => tag.StartsWith("a ", StringComparison.Ordinal)), inline.Contains("strong") ? "strong" : null, inline.Contains("em") ? "em" : null];
        return [.. tags.OfType<string>()];
    }

    void OpenStyles(List<string> tags)
    {
        foreach (var tag in tags.Skip(open.Count))
        {
            html.Append('<').Append(tag).Append('>');
            open.Add(tag);
        }
    }

    void CloseStyles(int keep)
    {
        for (var i = open.Count - 1; i >= keep; i--)
        {
            html.Append("</").Append(open[i].AsSpan(0, open[i].AsSpan().IndexOf(' ') is var end and > 0 ? end : open[i].Length)).Append('>');
            open.RemoveAt(i);
        }
    }

    /// <returns>The start tag of a link that leaves the page it stands in, or nothing when there is no such address.</returns>
    static string LinkTo(string? href)
    {
        if (!Uri.TryCreate(href, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "mailto") || address.AbsoluteUri.Length > MaxAddress)
        {
            return "";
        }
        var tag = new StringBuilder("a href=\"");
        foreach (var c in Characters.Clean(address.AbsoluteUri))
        {
            Encode(tag, c);
        }
        return tag.Append("\" rel=\"noopener nofollow\"").ToString();
    }

    internal static void Encode(StringBuilder html, char c)
    {
        switch (c)
        {
            case '<': html.Append("&lt;"); break;
            case '>': html.Append("&gt;"); break;
            case '&': html.Append("&amp;"); break;
            case '"': html.Append("&quot;"); break;
            default: html.Append(c); break;
        }
    }
}
