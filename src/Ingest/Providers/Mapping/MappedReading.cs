using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Registry;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>The way of every format: documents to rows by the format, rows to records by the mapping.</summary>
static class MappedReading
{
    static readonly ConditionalWeakTable<Provider, RecordMapping> Compiled = [];

    /// <returns>The provider's mapping laid over the format's own, compiled once.</returns>
    public static RecordMapping MappingOf(Provider provider, JsonObject? builtIn = null)
    {
        if (Compiled.TryGetValue(provider, out var compiled))
        {
            return compiled;
        }
        var faults = new List<MappingFault>();
        var mapping = RecordMapping.Read(Overlay(builtIn, provider.Mapping), faults);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                $"The mapping of {provider.Id} was not checked when the registry was loaded: {faults[0].Field} {faults[0].Reason}.");
        }
        return Compiled.GetValue(provider, _ => mapping);
    }

    public static IEnumerable<(string Field, string Reason)> Faults(Provider provider, JsonObject? builtIn = null)
    {
        if (provider.Mapping is { ValueKind: not JsonValueKind.Object })
        {
            return [("mapping", "must be an object")];
        }
        var faults = new List<MappingFault>();
        RecordMapping.Read(Overlay(builtIn, provider.Mapping), faults);
        return faults.Select(fault => (fault.Field, fault.Reason));
    }

    /// <summary>Maps the rows; an answer without any is not taken for one that says there is nothing.</summary>
    public static IEnumerable<ReadItem> Read(IEnumerable<Found> found, RecordMapping mapping, Provider provider)
    {
        var read = found.Select(one => one is Found.ARow row ? mapping.Record(row.Row, provider) : ((Found.Said)one).Item);
        if (mapping.JoinRows)
        {
            read = Joined(read.ToList());
        }
        var (understood, unreadable, incomplete) = (0, 0, false);
        foreach (var item in read)
        {
            understood += item is ReadItem.Record or ReadItem.Skipped ? 1 : 0;
            unreadable += item is ReadItem.Unreadable ? 1 : 0;
            incomplete |= item is ReadItem.Incomplete;
            yield return item;
        }
        if (understood == 0 && !incomplete)
        {
            yield return new ReadItem.Incomplete(unreadable > 0 ? "not one record could be read" : "the answer holds no records");
        }
    }

    /// <summary>Rows of one id are one record that happens several times; the first row says the rest.</summary>
    static IEnumerable<ReadItem> Joined(List<ReadItem> items)
    {
        var byId = items.OfType<ReadItem.Record>().GroupBy(record => record.RecordId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item is not ReadItem.Record record)
            {
                yield return item;
            }
            else if (byId.Remove(record.RecordId, out var same))
            {
                yield return same.Count == 1 ? record : Join(same);
            }
        }
    }

    static ReadItem.Record Join(List<ReadItem.Record> same)
    {
        var first = same[0];
        var schedules = same.Select(record => record.Content.Schedule).OfType<Schedule>().ToList();
        var warnings = same.Select(record => record.Warning).OfType<string>().Distinct().ToList();
        return first with
        {
            Where = $"{first.Where} and {same.Count - 1} more",
            Warning = warnings.Count == 0 ? null : string.Join("; ", warnings.Take(5)),
            Content = first.Content with
            {
                Concepts = [.. same.SelectMany(record => record.Content.Concepts).Distinct()],
                UnmappedCategories = [.. same.SelectMany(record => record.Content.UnmappedCategories).Distinct()],
                Schedule = schedules.Count == 0 ? null : schedules[0] with
                {
                    Occurrences = [.. schedules.Where(s => s.TimeZone == schedules[0].TimeZone).SelectMany(s => s.Occurrences).Distinct()
                        .OrderBy(o => o.StartDate).ThenBy(o => o.StartTime)],
                },
            },
        };
    }

    /// <summary>The provider's property wins; objects are laid over each other (one with a <c>from</c> of its own replaces), lists and texts replaced.</summary>
    static JsonElement Overlay(JsonObject? builtIn, JsonElement? own)
    {
        var result = (JsonObject?)builtIn?.DeepClone() ?? [];
        if (own is { ValueKind: JsonValueKind.Object } given)
        {
            Lay(JsonObject.Create(given)!, result);
            var other = given.TryGetProperty("id", out _) ? "idFrom" : "id";
            if (!given.TryGetProperty(other, out _) && (other == "idFrom" || given.TryGetProperty("idFrom", out _)))
            {
                result.Remove(other);
            }
        }
        return JsonSerializer.SerializeToElement(result);
    }

    static void Lay(JsonObject over, JsonObject under)
    {
        foreach (var (name, value) in over)
        {
            if (value is JsonObject inner && under[name] is JsonObject below && !inner.ContainsKey("from"))
            {
                Lay(inner, below);
            }
            else
            {
                under[name] = value?.DeepClone();
            }
        }
    }
}
