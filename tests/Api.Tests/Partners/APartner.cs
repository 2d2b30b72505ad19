using System.Net.Http.Headers;
using Besoksnaring.Api.Partners;
using Besoksnaring.Api.Tests.Catalogue;
using NodaTime;

namespace Besoksnaring.Api.Tests.Partners;

/// <summary>Makes partners as an operator does.</summary>
static class APartner
{
    static int made;

    public static Task<(string Id, string Key)> AddAsync(string owner, params string[] scopes) => AddAsync(owner, ["web"], scopes);

    public static async Task<(string Id, string Key)> AddAsync(string owner, string[] purposes, string[] scopes)
    {
        var id = $"partner-{Interlocked.Increment(ref made)}";
        var key = await WithBookAsync(owner, book => book.AddAsync(
            new Partner
            {
                Id = id,
                Name = "Besök Exempel",
                Contact = "redaktion@exempel.example",
                Purposes = purposes,
                Scopes = scopes,
                CallsPerMinute = 1_000_000,
                CreatedAt = SystemClock.Instance.GetCurrentInstant(),
            }, Ct));
        return (id, key);
    }

    public static async Task<T> WithBookAsync<T>(string owner, Func<PartnerBook, Task<T>> act, Instant? now = null)
    {
        await using var database = new PartnerDatabase(owner);
        return await act(new PartnerBook(database, now is { } stopped ? new StoppedClock(stopped) : SystemClock.Instance, "operator"));
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string address, string? key, string? json = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        request.Content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await client.SendAsync(request, Ct);
    }
}
