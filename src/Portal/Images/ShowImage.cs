namespace Besoksnaring.Portal.Images;

/// <summary>A picture for any website. What is at an address never changes.</summary>
static class ShowImage
{
    public static async Task AnswerAsync(HttpContext context, string name, ImageFolder images)
    {
        if (images.PathOf(name) is not { } path)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "image/jpeg";
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await context.Response.SendFileAsync(path, context.RequestAborted);
    }
}
