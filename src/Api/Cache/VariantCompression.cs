using Besoksnaring.Api.Answers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Cache;

/// <summary>Compresses what is worth it and gives each encoding an entity tag of its own: a strong tag means the same bytes.</summary>
sealed class VariantCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    /// <summary>Less fits into one packet anyway.</summary>
    const int Least = 1_000;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is not < Least && base.ShouldCompressResponse(context);

    public override ICompressionProvider? GetCompressionProvider(HttpContext context)
    {
        var chosen = base.GetCompressionProvider(context);
        if (chosen is not null && context.Response.Headers.ETag is [{ } tag])
        {
            context.Response.Headers.ETag = EntityTags.Encoded(tag, chosen.EncodingName);
        }
        return chosen;
    }
}
