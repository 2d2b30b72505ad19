using System.Buffers;
using System.Text.Json;
using Besoksnaring.Api.Queries;
using Besoksnaring.Api.Rights;

namespace Besoksnaring.Api.Members;

/// <summary>Which members of a listing are shown. Cut out of the bytes that were rendered for everybody: nothing is read into objects and written again.</summary>
/// <param name="Fields">Only these of what is shown without asking; none: all of them.</param>
/// <param name="Included">Besides, these of the whole listing.</param>
sealed record MemberChoice(IReadOnlyList<string> Fields, IReadOnlyList<string> Included)
{
    static readonly string[] OfRights = ["permits", "withheld"];

    public static MemberChoice All { get; } = new([], []);

    /// <summary>Whether rows are shown as they were rendered.</summary>
    public bool IsAll => Fields.Count == 0 && Included.Count == 0;

    /// <summary>Whether whole listings have to be read for it.</summary>
    public bool NeedsWhole => Included.Count > 0;

    public bool Shows(string member) => Fields.Count == 0 || Fields.Contains(member, StringComparer.Ordinal)
        || (OfRights.Contains(member) && Fields.Concat(Included).Any(ReaderRights.IsLimited));

    public static MemberChoice Of(QueryValues query, MemberParameters parameters) => query.Has(parameters.Fields) || query.Has(parameters.Include)
        ? new(query.Of(parameters.Fields), query.Of(parameters.Include))
        : All;

    /// <param name="row">As it is shown without asking.</param>
    /// <param name="whole">The whole listing; not looked at unless <see cref="NeedsWhole"/>.</param>
    public byte[] Cut(ReadOnlySpan<byte> row, ReadOnlySpan<byte> whole)
    {
        var to = new ArrayBufferWriter<byte>(row.Length + 256);
        to.Write("{"u8);
        // What may be used for what is said of all that is shown: by the whole listing, where something of it is.
        Copy(row, to, name => MemberParameters.IsAlways(name) || (Shows(name) && !Included.Contains(name, StringComparer.Ordinal) && !(NeedsWhole && OfRights.Contains(name))));
        if (NeedsWhole)
        {
            Copy(whole, to, name => Included.Contains(name, StringComparer.Ordinal) || (OfRights.Contains(name) && Shows(name)));
        }
        to.Write("}"u8);
        return to.WrittenSpan.ToArray();
    }

    static void Copy(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> to, Func<string, bool> isWanted)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (from, name) = ((int)reader.TokenStartIndex, reader.GetString()!);
            reader.Skip();
            if (isWanted(name))
            {
                to.Write(to.WrittenCount > 1 ? ","u8 : ""u8);
                to.Write(json[from..(int)reader.BytesConsumed]);
            }
        }
    }
}
