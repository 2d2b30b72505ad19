using System.Text.RegularExpressions;
using Besoksnaring.Api.Tests.Shapes;

namespace Besoksnaring.Api.Tests.Guide;

/// <summary>The blocks of code in a page of <c>docs</c>.</summary>
static partial class GuideBlocks
{
    public static List<(string Language, string Code)> Of(string page) =>
        [.. Fence().Matches(File.ReadAllText(Path.Combine(OtherProgram.Root(), "docs", page))).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
