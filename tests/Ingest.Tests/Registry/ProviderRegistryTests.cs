using System.Text.Json.Nodes;
using Besoksnaring.Contracts;
using Besoksnaring.Ingest.Registry;

namespace Besoksnaring.Ingest.Tests.Registry;

public sealed class ProviderRegistryTests : IDisposable
{
    readonly ARegistry registry = new();

    [Fact]
    public void A_right_entry_is_read_with_its_defaults()
    {
        var provider = Assert.Single(registry.Load(ARegistry.Entry()).Providers);
        Assert.Equal(["https://example.com/places.geojson"], provider.Address);
        Assert.Equal((20, RunScope.Everything, 5, 0.2), (provider.Rank, provider.CompleteFor, provider.TombstoneShare.Count, provider.TombstoneShare.Share));
        Assert.Equal(["web", "print", "commercial", "ai"], provider.Licence.Permits);
        Assert.False(provider.AllowPrivateAddress);
    }

    public static TheoryData<string, string?, string, string> Wrong => new()
    {
        { "id", "\"Fjäll kart\"", "id", "a-z" },
        { "id", "17", "id", "must be a text, not a number" },
        { "name", null, "name", "is missing" },
        { "name", "\"  \"", "name", "blank" },
        { "organisation", "[]", "organisation", "must be a text, not a list" },
        { "address", "[]", "address", "at least one" },
        { "address", "[7]", "address", "7 is not a text" },
        { "address", "\"ftp://example.com/a\"", "address", "neither http(s) nor file:" },
        { "address", "\"places.json\"", "address", "is not an address" },
        { "address", "\"https://user@example.com/\"", "address", "user name" },
        { "address", "\"http://127.0.0.1/a\"", "address", "private" },
        { "address", "\"http://2130706433/a\"", "address", "disguised" },
        { "address", "\"http://0x7f.1/a\"", "address", "disguised" },
        { "address", "\"http://0177.0.0.1/a\"", "address", "disguised" },
        { "address", "\"http://[::1]/a\"", "address", "private" },
        { "address", "\"file:../secret.json\"", "address", "leaves filesFolder" },
        { "address", "\"file:/etc/passwd\"", "address", "relative" },
        { "address", "\"file:*/a.json\"", "address", "last part only" },
        { "filesInTurn", "true", "filesInTurn", "pattern of dated files" },
        { "filesInTurn", "\"yes\"", "filesInTurn", "true or false" },
        { "schedule", "\"every day\"", "schedule", "cron" },
        { "schedule", "\"0 0 0 4 * *\"", "schedule", "cron" },
        { "licence", "\"CC0\"", "licence", "must be an object" },
        { "licence", "{\"id\":\"CC0-1.0\",\"permits\":[\"everything\"]}", "licence.permits", "not one of web, print, commercial, ai" },
        { "licence", "{\"permits\":[]}", "licence.id", "is missing" },
        { "rank", "0", "rank", "from 1 to 100" },
        { "rank", "1.5", "rank", "whole number" },
        { "completeFor", "\"all\"", "completeFor", "not one of" },
        { "completeFor", "\"window\"", "windowDays", "is missing" },
        { "windowDays", "30", "windowDays", "completeFor is window" },
        { "tombstoneShare", "{\"share\":1.2}", "tombstoneShare.share", "from 0 to 1" },
        { "tombstoneShare", "{\"part\":0.2}", "tombstoneShare.part", "not a known property" },
        { "allowPrivateAddress", "1", "allowPrivateAddress", "true or false" },
        { "format", "\"xls\"", "format", "is no format; there are" },
        { "format", null, "format", "is missing" },
        { "mapping", "[]", "mapping", "must be an object" },
        { "colour", "\"red\"", "colour", "not a known property" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_entry_says_which_field_and_why(string field, string? json, string faulty, string reason)
    {
        var entry = ARegistry.Entry("good");
        var spoilt = ARegistry.Entry();
        spoilt.Remove(field);
        if (json is not null)
        {
            spoilt[field] = JsonNode.Parse(json);
        }
        var fault = Assert.Single(registry.Faults(entry, spoilt));
        Assert.StartsWith("providers[1]", fault.Entry, StringComparison.Ordinal);
        Assert.Equal(faulty, fault.Field);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_every_entry_is_said_at_once()
    {
        var first = ARegistry.With("rank", -1);
        first["colour"] = "red";
        var faults = registry.Faults(first, ARegistry.With("schedule", "x"), "not an object");
        Assert.Equal(
            [("providers[0] (fjallkart)", "colour"), ("providers[0] (fjallkart)", "rank"), ("providers[1] (fjallkart)", "schedule"), ("providers[2]", "")],
            faults.Select(fault => (fault.Entry, fault.Field)).Order());
    }

    [Fact]
    public void A_wrong_mapping_is_said_by_its_format()
    {
        var faults = registry.Faults(ARegistry.With("format", "geojson"));
        Assert.Contains(faults, fault => fault.Field == "mapping.kind" && fault.Reason.StartsWith("is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_entries_of_one_id_are_refused()
    {
        var fault = Assert.Single(registry.Faults(ARegistry.Entry(), ARegistry.Entry()));
        Assert.Equal(new RegistryFault("providers[1] (fjallkart)", "id", "providers[0] (fjallkart) has the same id"), fault);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{ \"providers\": [ }", "not JSON")]
    [InlineData("{ \"providers\": [], \"providers\": [] }", "not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "is missing")]
    [InlineData("{ \"providers\": {} }", "must be a list")]
    [InlineData("{ \"providers\": [], \"sources\": [] }", "not a known property")]
    public void A_file_that_is_no_registry_says_so(string text, string reason)
    {
        var wrong = Assert.Throws<RegistryException>(() => ProviderRegistry.Load(registry.Write(text)));
        Assert.Contains(wrong.Faults, fault => fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var wrong = Assert.Throws<RegistryException>(() => ProviderRegistry.Load("/nowhere/providers.json"));
        Assert.Contains("/nowhere/providers.json", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => registry.Dispose();
}
