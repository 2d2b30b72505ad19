using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using NodaTime;

namespace Besoksnaring.Portal.Listings.Form;

/// <summary>What was typed, by the names of the boxes. Pure: between a listing's content and the words in a form.</summary>
sealed class ListingForm(ListingKind kind, IReadOnlyDictionary<string, string> typed)
{
    public ListingKind Kind { get; } = kind;

    public IReadOnlyDictionary<string, string> Typed { get; } = typed;

    public static IReadOnlyList<FormField> FieldsOf(ListingKind kind) => [.. ListingFields.All.Where(field => field.IsFor(kind))];

    /// <summary>Begins the name under which a page says what stood in a box.</summary>
    public const string Was = "was:";

    /// <summary>As it stands: what a box cannot hold is not there, and so is not asked.</summary>
    public static ListingForm Of(RecordContent content) => new(content.Kind, FieldsOf(content.Kind)
        .Select(field => (field.Name, Text: field.Read(content))).Where(box => box.Text is not null).ToDictionary(box => box.Name, box => Tidy(box.Text!)));

    /// <summary>Of what a browser sent only the boxes that there are: nothing else can be said. A page says of each box what stood in it.</summary>
    /// <returns>What stands in the boxes now, and what stood in them.</returns>
    public static (ListingForm Typed, ListingForm Was) Of(ListingKind kind, IFormCollection sent)
    {
        var asked = FieldsOf(kind).Where(field => field.Shape != FieldShape.Kept && sent.ContainsKey(Was + field.Name)).ToList();
        ListingForm Read(string prefix) => new(kind, asked.ToDictionary(field => field.Name, field => Tidy(string.Join('\n', sent[prefix + field.Name].Select(text => text ?? "")))));
        return (Read(""), Read(Was));
    }

    public static ListingForm FromJson(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json, ContractsJson.Options)!;
        return new(kept.Kind, kept.Typed);
    }

    /// <returns>The same with what stands in the boxes of another.</returns>
    public ListingForm With(ListingForm other) => new(Kind, Typed.Where(box => !other.Typed.ContainsKey(box.Key)).Concat(other.Typed).ToDictionary());

    /// <returns>Only the boxes in which something else stands than in another.</returns>
    public ListingForm Besides(ListingForm other) => new(Kind, Typed.Where(box => other.Typed.GetValueOrDefault(box.Key, "") != box.Value).ToDictionary());

    public string ToJson() => JsonSerializer.Serialize(new Kept(Kind, new(Typed)), ContractsJson.Options);

    /// <summary>Lays what was typed over a content. A box that says what the content says changes nothing.</summary>
    /// <returns>The content, the fields that are another now, and what is wrong, by box.</returns>
    public Applied Over(RecordContent content)
    {
        var (result, faults) = (content, new Dictionary<string, Fault>());
        foreach (var field in FieldsOf(Kind).Where(field => Typed.ContainsKey(field.Name)))
        {
            var text = Typed[field.Name];
            if (field.Read(content) is { } was && Tidy(was) == text)
            {
                // What an import lacks does not stand in the way of who mends something else.
                if (field.IsRequired && text.Length == 0 && content.Title.Count == 0)
                {
                    faults[field.Name] = Missing(field);
                }
                continue;
            }
            var fault = field.IsRequired && text.Length == 0 ? Missing(field)
                : text.Length > field.Longest ? new Fault($"Högst {field.Longest} tecken; nu är det {text.Length}.", $"At most {field.Longest} characters; now there are {text.Length}.")
                : null;
            if (fault is null)
            {
                (result, fault) = field.Write(result, text);
            }
            if (fault is not null)
            {
                faults[field.Name] = fault;
            }
        }
        var changed = FieldsOf(Kind).Where(field => Typed.ContainsKey(field.Name) && field.Read(content) is { } was && Tidy(was) != Typed[field.Name] && !faults.ContainsKey(field.Name))
            .Select(field => field.Field).Distinct().ToList();
        return new Applied(result, changed, faults);
    }

    static Fault Missing(FormField field) => new($"{field.Swedish} behövs.", $"{field.English} is needed.");

    /// <summary>As a browser sends it back.</summary>
    static string Tidy(string text) => text.ReplaceLineEndings("\n").Trim();

    sealed record Kept(ListingKind Kind, Dictionary<string, string> Typed);
}

/// <param name="Fields">As provenance names them.</param>
/// <param name="Faults">By the name of the box.</param>
sealed record Applied(RecordContent Content, IReadOnlyList<string> Fields, IReadOnlyDictionary<string, Fault> Faults)
{
    /// <summary>What was decided before and what was typed now, together.</summary>
    /// <param name="source">Licence and permits of what people write.</param>
    public ListingDecisions Upon(ListingDecisions? before, RecordSource source, Instant now, DecidedBy by)
    {
        if (Fields.Count == 0)
        {
            return before ?? new ListingDecisions();
        }
        var values = Fields.Aggregate(
            (before?.Values ?? new RecordContent { Kind = Content.Kind, Source = source, Title = LocalizedText.Empty }) with { Source = source },
            (sum, field) => ListingField.Copy(field, Content, sum));
        return (before ?? new ListingDecisions()) with
        {
            Values = values,
            Overrides = [.. (before?.Overrides ?? []).Where(field => !Fields.Contains(field.Field)), .. Fields.Select(field => new FieldOverride(field, now, by))],
        };
    }
}
