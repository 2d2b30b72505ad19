using Npgsql;

namespace Besoksnaring.Catalog.Tests.Changes;

/// <summary>A partner that reads a feed by position while it is written: it never looks back, so what becomes visible behind it is lost.</summary>
/// <param name="sql">Gives position, listing and change of what comes after $1, in order.</param>
sealed class Follower(NpgsqlDataSource source, string sql = Follower.ChangeLog)
{
    public const string ChangeLog = "select position, listing_id, change from catalog.change_row where position > $1 order by position limit 100";

    readonly List<(long Position, string Listing, string Change)> seen = [];
    readonly Dictionary<string, string> last = [];

    /// <summary>What is wrong with the feed, in the order in which it was noticed.</summary>
    public List<string> Faults { get; } = [];

    public IEnumerable<string> Live => last.Where(listing => IsLive(listing.Value)).Select(listing => listing.Key);

    public int Count => seen.Count;

    /// <summary>Reads until the writers are done and there is nothing more.</summary>
    public async Task FollowAsync(Task writers, CancellationToken cancellationToken)
    {
        while (true)
        {
            var done = writers.IsCompleted;
            if (!await ReadOnAsync(cancellationToken) && done)
            {
                return;
            }
        }
    }

    public async Task<bool> ReadOnAsync(CancellationToken cancellationToken)
    {
        var before = seen.Count;
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = seen.Count == 0 ? 0L : seen[^1].Position });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            See(reader.GetInt64(0), reader.GetString(1), reader.GetString(2));
        }
        return seen.Count > before;
    }

    void See(long position, string listing, string change)
    {
        if (position != seen.Count + 1)
        {
            Faults.Add($"Position {position} is the {seen.Count + 1}th that was seen.");
        }
        if (Unexpected(last.GetValueOrDefault(listing), change))
        {
            Faults.Add($"{position}: {listing} was {change} after {last.GetValueOrDefault(listing) ?? "nothing"}.");
        }
        seen.Add((position, listing, change));
        last[listing] = change;
    }

    /// <summary>A listing is created once, changes while it lives, ends while it lives, comes back after an end, and never after a merge.</summary>
    static bool Unexpected(string? before, string change) => change switch
    {
        "created" => before is not null,
        "changed" or "tombstoned" => !IsLive(before),
        // One that had ended may turn out to be another's.
        "merged" => before is null or "merged",
        "restored" => before is not "tombstoned",
        _ => true,
    };

    static bool IsLive(string? change) => change is "created" or "changed" or "restored";
}
