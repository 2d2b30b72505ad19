using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>An export, read as its documentation says: whole or not at all.</summary>
sealed record Snapshot(JsonNode Head, IReadOnlyList<JsonNode> Items)
{
    public static async Task<Snapshot> LoadAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode}");
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.ToString());
        return Read(await response.Content.ReadAsByteArrayAsync(Ct));
    }

    public static Snapshot Read(byte[] bytes)
    {
        Assert.Equal((byte)'\n', bytes[^1]);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n')[..^1];
        var (head, foot) = (JsonNode.Parse(lines[0])!, JsonNode.Parse(lines[^1])!);
        var between = string.Concat(lines[1..^1].Select(line => line + "\n"));
        Assert.Equal(lines.Length - 2, (int)foot["count"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(between))), (string)foot["sha256"]!);
        return new(head, [.. lines[1..^1].Select(line => JsonNode.Parse(line)!)]);
    }
}
