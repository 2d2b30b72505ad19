using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Besoksnaring.Api.Streams;
using Besoksnaring.Api.Tests.Catalogue;
using Besoksnaring.Contracts;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Testing;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>What many listeners cost, and those who do not take what they are told.</summary>
[Collection(nameof(Alone))]
public sealed partial class StreamCrowdTests(ServedCatalogue servers)
{
    const string Changes = "/api/v1/changes/stream";
    const int BytesOfOne = 16 * 1024;

    /// <summary>With what was written and not taken, and what the server keeps in store of that: a part of the 600 kB that there is to tell.</summary>
    const int BytesOfSlow = 80 * 1024;

    static IEnumerable<RecordObserved> Many(int count, int sequence) => Enumerable.Range(0, count).Select(i =>
        (new ARecord($"r{i}") { Kind = ListingKind.Event, Title = $"Kväll {i} {sequence}", Sequence = sequence }).Observed());

    [Fact]
    public async Task A_listener_costs_16_kilobytes_at_most_and_two_thousand_hear_the_same()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        using var first = await Listener.OpenAsync(catalogue.Client.BaseAddress!, Changes);
        var before = await MemoryAsync();
        var crowd = await Listener.OpenAsync(catalogue.Client.BaseAddress!, Changes, 2_000);
        var each = (await MemoryAsync() - before) / crowd.Count;
        TestContext.Current.TestOutputHelper!.WriteLine($"{each} bytes each");
        Assert.InRange(each, 1, BytesOfOne);
        await catalogue.WriteAsync(Many(3, 1));
        foreach (var listener in crowd)
        {
            Assert.Equal(["1", "2", "3"], Positions().Matches(await listener.ReadUntilAsync("id: 3\n")).Select(match => match.Groups[1].Value));
            listener.Dispose();
        }
    }

    [Fact]
    public async Task One_who_takes_nothing_does_not_hold_all_that_there_is_to_tell()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers);
        // What is kept for all of them is there before.
        using var first = await Listener.OpenAsync(catalogue.Client.BaseAddress!, Changes);
        var sequence = 0;
        for (var sent = 0; sent <= StreamWindow.Most; sent += 500)
        {
            await catalogue.WriteAsync(Many(500, ++sequence));
        }
        var before = await MemoryAsync();
        // From the beginning, which is 20 times what they may cost.
        var crowd = await Listener.OpenAsync(catalogue.Client.BaseAddress!, Changes + "?after=0", 300);
        // Highest while the sockets fill and they stand still.
        var highest = 0L;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(6); await Task.Delay(200, Ct))
        {
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{highest / crowd.Count} bytes each");
        Assert.InRange(highest / crowd.Count, 1, BytesOfSlow);
        crowd.ForEach(listener => listener.Dispose());
    }

    [Fact]
    public async Task Who_takes_nothing_for_too_long_is_let_go_and_comes_back_where_it_was()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers, new HastyTime(20), ("Api:MostStreams", "1"));
        using var slow = await Listener.OpenAsync(catalogue.Client.BaseAddress!, Changes);
        var sequence = 0;
        // There is room for the next one when this one is gone.
        while (await RefusesAsync(catalogue))
        {
            await catalogue.WriteAsync(Many(500, ++sequence));
            Assert.InRange(sequence, 1, 200);
        }
        var whole = await slow.ReadToEndAsync();
        var positions = Positions().Matches(whole[..(whole.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)]).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().ToList();
        Assert.Equal(Enumerable.Range(1, positions.Count), positions);
        Assert.InRange(positions.Count, 1, sequence * 500 - 1);
        await using var back = await EventStream.OpenAsync(catalogue.Client, Changes, lastEventId: $"{positions.Count}");
        await back.NextAsync(Ct);
        for (var position = positions.Count + 1; position <= sequence * 500; position++)
        {
            Assert.Equal(position, (int)(await back.NextAsync(Ct))!.Value.Data["modified"]!);
        }
    }

    [Fact]
    public async Task Where_nothing_happens_a_sign_of_life_comes_with_the_place_to_go_on_from()
    {
        await using var catalogue = await FeedCatalogue.StartAsync(servers, new HastyTime(20));
        await catalogue.WriteAsync(Many(7, 1));
        using var listener = await Listener.OpenAsync(catalogue.Client.BaseAddress!, Changes);
        await listener.ReadUntilAsync(":\nid: 7\n\n");
        await listener.ReadUntilAsync(":\nid: 7\n\n");
        await catalogue.WriteAsync(Many(1, 2));
        Assert.Contains("\"modified\":8", await listener.ReadUntilAsync(":\nid: 8\n\n"), StringComparison.Ordinal);
    }

    /// <summary>What lives in this process, when what others have left behind is gone.</summary>
    static async Task<long> MemoryAsync()
    {
        var (before, now) = (long.MaxValue, GC.GetTotalMemory(forceFullCollection: true));
        for (var looks = 0; looks < 50 && before - now > 100_000; looks++)
        {
            await Task.Delay(200, Ct);
            GC.WaitForPendingFinalizers();
            (before, now) = (now, GC.GetTotalMemory(forceFullCollection: true));
        }
        return now;
    }

    /// <summary>By HEAD, which listens to nothing and takes no place.</summary>
    static async Task<bool> RefusesAsync(FeedCatalogue catalogue)
    {
        using var question = new HttpRequestMessage(HttpMethod.Head, Changes);
        using var response = await catalogue.Client.SendAsync(question, Ct);
        return response.StatusCode == HttpStatusCode.ServiceUnavailable;
    }

    [GeneratedRegex("^id: ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Positions();
}
