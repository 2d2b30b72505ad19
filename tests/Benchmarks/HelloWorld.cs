using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Besoksnaring.Benchmarks;

/// <summary>The reference for reading: the least that this web server can be asked to do.</summary>
static class HelloWorld
{
    static readonly ReadOnlyMemory<byte> Hello = "Hello, world"u8.ToArray();

    public static WebApplication Build(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        app.MapGet("/hello", static context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = Hello.Length;
            return context.Response.Body.WriteAsync(Hello).AsTask();
        });
        return app;
    }

    public static async Task<WebApplication> StartAsync()
    {
        var app = Build("http://127.0.0.1:0");
        await app.StartAsync();
        return app;
    }

    /// <returns>Where a started application really listens.</returns>
    public static Uri AddressOf(WebApplication app) => new(app.Urls.First());
}
