using System.Buffers.Text;
using System.Text;
using CsCheck;

namespace Besoksnaring.Api.Tests.Queries;

sealed record Parameter(string Name, string Example, long? Maximum);

sealed record Target(string Path, List<Parameter> Parameters);

/// <param name="Names">Of the parameters, as they are once decoded; empty where that is left to the Api.</param>
sealed record Call(Target Target, string Address, IReadOnlyList<string> Names);

/// <summary>Queries that nobody sends who means well: made of each path's own parameters.</summary>
static class HostileQueries
{
    /// <summary>As they go over the wire.</summary>
    static readonly string[] Raw =
    [
        "", "%00", "%ED%A0%80", "%FF%FE", "%C0%AF", "%", "%zz", "%u0041", "%2", "+", "++", "%20", "%0D%0AX:1", "%09", "%E2%80%AE", "%E2%81%A6", "%EF%BB%BF", "%F0%9F%92%A9",
        "%CC%81%CC%81", "a%CC%8A", "%25%30%30", "%26", "=", "==", "%3D", ";", "a;b", "[]", "%5B%5D", "%7B%7D",
    ];

    /// <summary>What is escaped first.</summary>
    static readonly string[] Texts =
    [
        "1e308", "-1e308", "1e-400", "NaN", "Infinity", "-Infinity", "∞", "-0", "+1", "0x10", "01", "１２", "٣", "1_000", "1,5", "2147483648", "-2147483649", "9223372036854775808", "null", "undefined",
        "true", "True", "1", "-1", "0", "100", "101", "1000", "10000", "10001",
        "0000-00-00", "0001-01-01", "9999-12-31", "-0001-01-01", "2026-02-29", "2026-02-30", "2026-12-24", "2200-01-01", "1899-12-31", "2026-W00", "2026-W54", "2026-W53", "2026-13", "2026-7",
        "2026-12-31T23:59:60Z", "2026-03-29T02:30:00", "2026-10-25T02:30", "2026-07-04T18:00:00+14:01", "2026-07-04T18:00:00+99:99", "2026-07-04T18:00:00.999999999Z", "2026-12-24T00:00:00Z",
        "2026-12-10/2026-12-01", "../..", "..", "/", "2026-12-01/..", "../2026-12-01", "2199-12-31/..", "24:00", "00:00", "23:59:60",
        "PT0S", "PT-1H", "P1Y", "P99999999999999999999D", "PT99999999999H", "P", "PT1.5H", "sportlov", "sportlov:", "sportlov:1780:", "sportlov:1780:99999999999", "midsommar:0000", "midsommar:9999", ":::", "klämdag:-1",
        "13,59,14,60", "14,60,13,59", "180,-90,-180,90", "-180,-90,180,90", "13,59,13,59", "13,59,0,14,60,1", "1,2,3", "1,2,3,4,5,6,7", "1e308,1,2,3", "91,181", "90,180", "-90,-180", "59.38,13.5", ",,,",
        "' or 1=1 --", "'; drop table x--", "\\", "\\'", "$1", "%s", "konsert:*", "!|&:*", "(((", "a & b | !c", "<->", "\"", "'", "%", "_", "!", "!!", "!event", "!,!", "*", "../../etc/passwd",
        "<script>alert(1)</script>", "{\"a\":1}", "[1]", "\r\nX: 1", "\u0000", "\u202eabc", "\u2066", "é", "e\u0301", "ﬁ", "İ", "ß", "ǅ", "ÅÄÖ", "𝔘", "\ufdfa", "a\u0300\u0301\u0302\u0303",
        "POLYGON((13 59,14 59,14 60,13 59))", "13,59;14,59;14,60", "13 59,14 59,14 60,13 59",
    ];

    static readonly string[] Strangers = ["", "x", "Limit", "limit ", "limit[]", "LIMIT", "constructor", "__proto__", "\u0000", "\u202e", "💩", "callback", "é", "limit\u0000"];

    /// <returns>Each value for each parameter, alone, and each cursor of ours with each of them in each of its parts.</returns>
    public static IEnumerable<Call> Each(IReadOnlyList<Target> targets) =>
        from target in targets
        from parameter in target.Parameters
        from value in Raw.Concat(Texts.Select(Escaped)).Concat(parameter.Name == "after" ? Parts(parameter.Example) : [])
        select new Call(target, $"{target.Path}?{parameter.Name}={value}", [parameter.Name]);

    static IEnumerable<string> Parts(string cursor) => from part in Enumerable.Range(0, 13) from text in Texts select Written(cursor, part, text);

    public static Gen<Call> Calls(IReadOnlyList<Target> targets) =>
        from target in One([.. targets.Concat(targets.Where(t => t.Parameters.Count > 8)).Concat(targets.Where(t => t.Parameters.Count > 8))])
        from pairs in Pair(target).List[1, 3]
        select new Call(target, target.Path + "?" + string.Join('&', pairs.Select(pair => pair.Text)), [.. pairs.Select(pair => pair.Name)]);

    static Gen<(string Name, string Text)> Pair(Target target) => target.Parameters.Count == 0
        ? Stranger
        : Gen.Frequency((1, Stranger), (12, Known(target)), (1, Twice(target)));

    static Gen<(string Name, string Text)> Stranger =>
        from name in One(Strangers)
        from value in Value("x")
        select (name, $"{Escaped(name)}={value}");

    static Gen<(string Name, string Text)> Known(Target target) =>
        from parameter in One([.. target.Parameters])
        from value in parameter.Name == "after" ? Gen.Frequency((3, Cursor(parameter.Example)), (1, Value(parameter.Example))) : Value(parameter.Example)
        select (parameter.Name, $"{parameter.Name}={value}");

    static Gen<(string Name, string Text)> Twice(Target target) =>
        from parameter in One([.. target.Parameters])
        from one in Value(parameter.Example)
        from other in Value(parameter.Example)
        select (parameter.Name, $"{parameter.Name}={one}&{parameter.Name}={other}");

    static Gen<string> Value(string example) => Gen.Frequency(
        (12, Gen.Const(Escaped(example))),
        (3, One(Texts).Select(Escaped)),
        (2, One(Raw)),
        (2, Changed(example).Select(Escaped)),
        (1, Gen.Select(One(Texts), One(Texts)).Select(two => Escaped($"{two.Item1},{two.Item2}"))),
        (1, Gen.String[0, 40].Select(Escaped)),
        (1, Gen.Select(One(Texts), Gen.Int[40, 300]).Select(many => Long(string.Join(',', Enumerable.Repeat(many.Item1, many.Item2))))),
        (1, Gen.Int[80, 1500].Select(length => new string('a', length))));

    /// <summary>One letter changed, left out or doubled.</summary>
    static Gen<string> Changed(string text) => Gen.Select(Gen.Int[0, Math.Max(0, text.Length - 1)], Gen.Int[0, 2], Gen.Char[' ', '~']).Select(change => text.Length == 0
        ? text
        : change.Item2 switch
        {
            0 => text[..change.Item1] + change.Item3 + text[(change.Item1 + 1)..],
            1 => text[..change.Item1] + text[(change.Item1 + 1)..],
            _ => text[..change.Item1] + text[change.Item1] + text[change.Item1..],
        });

    /// <summary>One of ours with a bit flipped, or with a part written by hand.</summary>
    static Gen<string> Cursor(string ours) => Gen.Frequency(
        (1, Gen.Select(Gen.Int[0, ours.Length - 1], Gen.Int[0, 6]).Select(flip => Escaped(ours[..flip.Item1] + (char)(ours[flip.Item1] ^ (1 << flip.Item2)) + ours[(flip.Item1 + 1)..]))),
        (2, Gen.Select(Gen.Int[0, 12], One(Texts)).Select(part => Written(ours, part.Item1, part.Item2))));

    static string Written(string ours, int part, string text)
    {
        if (!Base64Url.IsValid(ours))
        {
            return Escaped(text);
        }
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(ours)).Split('~');
        parts[part % parts.Length] = text;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('~', parts)));
    }

    /// <summary>No more than a server takes.</summary>
    static string Long(string text)
    {
        var escaped = Escaped(text);
        return escaped[..Math.Min(escaped.Length, 1500)].TrimEnd('%');
    }

    static string Escaped(string text) => Uri.EscapeDataString(string.Concat(text.Where(c => !char.IsSurrogate(c))));

    static Gen<T> One<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
