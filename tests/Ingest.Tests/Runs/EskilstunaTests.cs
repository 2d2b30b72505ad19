using System.Text.Json;
using Besoksnaring.Testing;

namespace Besoksnaring.Ingest.Tests.Runs;

/// <summary>Nine real daily files; what must come of them is computed from the files alone.</summary>
public class EskilstunaTests(PostgresFixture postgres)
{
    const string Mapping = """
        {
          "id": "id", "language": "sv", "kind": "event",
          "time": { "zone": "Europe/Stockholm", "start": "date", "startTime": "time", "midnightMeansNoTime": true },
          "fields": { "title": "title", "url": "url", "place": { "name": "location", "municipality": "'Eskilstuna'" } }
        }
        """;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nine_daily_snapshots_end_in_the_right_set_with_the_right_tombstones()
    {
        var days = Directory.GetFiles(SharedData.PathOf("events/eskilstuna-daily"), "events_*.json").Order(StringComparer.Ordinal).Select(IdsOf).ToList();
        Assert.Equal(9, days.Count);
        await using var ingest = await AnIngest.StartAsync(postgres, provider => provider with
        {
            Id = "eskilstuna",
            Format = "json",
            Address = ["file:events_*.json"],
            FilesInTurn = true,
            Mapping = JsonDocument.Parse(Mapping).RootElement.Clone(),
        });
        var (before, sent) = (new HashSet<string>(), 0);
        for (var day = 0; day < days.Count; day++)
        {
            Provide(ingest, day);
            var run = await ingest.RunAsync();
            Assert.Equal("complete", run.Verdict);
            var gone = before.Except(days[day]).Order(StringComparer.Ordinal);
            Assert.Equal(gone, ingest.Sink.All.Skip(sent).Where(record => record.Content is null).Select(record => record.Key.RecordId).Order(StringComparer.Ordinal));
            Assert.Equal((days[day].Count, days[day].Except(before).Count()), (run.Seen, run.New));
            Assert.Equal(days[day].Order(StringComparer.Ordinal), ingest.Sink.Live("eskilstuna"));
            (before, sent) = (days[day], ingest.Sink.All.Count);
        }
        Assert.Equal("unchanged", (await ingest.RunAsync()).Verdict);
        // Snapshots are read as of their dates, not of today.
        Assert.Equal(9, Directory.GetFiles(ingest.SnapshotFolder, "*.zip", SearchOption.AllDirectories).Length);
    }

    static void Provide(AnIngest ingest, int day)
    {
        var file = Directory.GetFiles(SharedData.PathOf("events/eskilstuna-daily"), "events_*.json").Order(StringComparer.Ordinal).ElementAt(day);
        File.Copy(file, Path.Combine(ingest.Files, Path.GetFileName(file)));
    }

    static HashSet<string> IdsOf(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];
    }
}
