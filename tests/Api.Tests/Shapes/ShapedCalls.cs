using System.Net;
using Besoksnaring.Api.Tests.Catalogue;

namespace Besoksnaring.Api.Tests.Shapes;

static class ShapedCalls
{
    /// <returns>The body; the answer is 200 and of that media type.</returns>
    public static async Task<string> TextAsync(this ServedCatalogue catalogue, string path, string mediaType)
    {
        using var response = await catalogue.Client.GetAsync(path, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        return text;
    }

    public static async Task<HttpResponseMessage> AcceptingAsync(this ServedCatalogue catalogue, string path, string? accept, string? held = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        if (held is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
        }
        return await catalogue.Client.SendAsync(request, Ct);
    }
}
