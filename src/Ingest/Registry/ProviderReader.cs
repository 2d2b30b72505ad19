using System.Text.Json;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Ingest.Fetching;
using Besoksnaring.Ingest.Providers;
using Cronos;

namespace Besoksnaring.Ingest.Registry;

/// <summary>One entry of the registry. Everything wrong with it is noted, not only the first.</summary>
static class ProviderReader
{
    /// <returns>The provider, or null when the entry has faults.</returns>
    public static Provider? Read(string entry, JsonElement element, List<RegistryFault> faults)
    {
        var before = faults.Count;
        var fields = new FieldReader(entry, element, faults);
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var provider = new Provider
        {
            Id = fields.Text("id", required: true) ?? "",
            Name = fields.Text("name", required: true) ?? "",
            Organisation = fields.Text("organisation", required: true) ?? "",
            Format = fields.Text("format", required: true) ?? "",
            Address = fields.Texts("address", required: true, orOne: true),
            FilesInTurn = fields.Flag("filesInTurn"),
            Schedule = fields.Text("schedule"),
            Licence = ReadLicence(fields),
            Contact = fields.Text("contact"),
            Rank = fields.Whole("rank", otherwise: 50, least: 1, most: 100),
            CompleteFor = ReadScope(fields),
            WindowDays = fields.Whole("windowDays", otherwise: 0, least: 1, most: 1100),
            TombstoneShare = ReadShare(fields),
            AllowPrivateAddress = fields.Flag("allowPrivateAddress"),
            Mapping = fields.Object("mapping")?.Clone(),
        };
        fields.RefuseOthers();
        if (provider.Id.Length > 0 && !RecordKey.IsProvider(provider.Id))
        {
            fields.Fault("id", $"must be 1 to {RecordKey.MaxProviderLength} of a-z, 0-9 and '-'");
        }
        CheckAddress(provider, fields);
        CheckSchedule(provider, fields);
        CheckWindow(provider, fields);
        if (faults.Count == before)
        {
            CheckFormat(provider, fields);
        }
        return faults.Count == before ? provider : null;
    }

    static Licence ReadLicence(FieldReader entry)
    {
        if (entry.Fields("licence", required: true) is not { } fields)
        {
            return new("none", []);
        }
        var licence = new Licence(fields.Text("id", required: true) ?? "none", fields.Texts("permits", required: true));
        foreach (var purpose in licence.Permits.Where(purpose => !Purpose.All.Contains(purpose)))
        {
            fields.Fault("permits", $"'{purpose}' is not one of {string.Join(", ", Purpose.All)}");
        }
        fields.RefuseOthers();
        return licence;
    }

    static RunScope ReadScope(FieldReader entry)
    {
        switch (entry.Text("completeFor"))
        {
            case null:
            case "nothing":
                return RunScope.Nothing;
            case "everything":
                return RunScope.Everything;
            case "window":
                return RunScope.Window;
            case var word:
                entry.Fault("completeFor", $"'{word}' is not one of everything, window, nothing");
                return RunScope.Nothing;
        }
    }

    static TombstoneShare ReadShare(FieldReader entry)
    {
        var usual = new TombstoneShare();
        if (entry.Fields("tombstoneShare") is not { } fields)
        {
            return usual;
        }
        var share = new TombstoneShare(
            fields.Whole("count", usual.Count, least: 0, most: 1_000_000), fields.Share("share", usual.Share));
        fields.RefuseOthers();
        return share;
    }

    static void CheckAddress(Provider provider, FieldReader fields)
    {
        foreach (var address in provider.Address)
        {
            if (AddressRules.Fault(address, provider.AllowPrivateAddress) is { } reason)
            {
                fields.Fault("address", $"'{address}' {reason}");
            }
        }
        if (provider.FilesInTurn && (provider.Address.Count != 1 || !AddressRules.IsFile(provider.Address[0])))
        {
            fields.Fault("filesInTurn", "needs one file: address, a pattern of dated files");
        }
    }

    static void CheckSchedule(Provider provider, FieldReader fields)
    {
        if (provider.Schedule is null)
        {
            return;
        }
        try
        {
            CronExpression.Parse(provider.Schedule);
        }
        catch (CronFormatException exception)
        {
            fields.Fault("schedule", $"'{provider.Schedule}' is not a cron expression of five fields: {exception.Message}");
        }
    }

    static void CheckWindow(Provider provider, FieldReader fields)
    {
        if (provider.CompleteFor == RunScope.Window && !fields.Has("windowDays"))
        {
            fields.Fault("windowDays", "is missing: a provider that is complete for a window says how many days it lists");
        }
        if (provider.CompleteFor != RunScope.Window && fields.Has("windowDays"))
        {
            fields.Fault("windowDays", "is for providers whose completeFor is window");
        }
    }

    static void CheckFormat(Provider provider, FieldReader fields)
    {
        foreach (var (field, reason) in ProviderFormats.Faults(provider))
        {
            fields.Fault(field, reason);
        }
    }
}
