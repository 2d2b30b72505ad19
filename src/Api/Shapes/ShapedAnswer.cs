using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Besoksnaring.Api.Answers;

namespace Besoksnaring.Api.Shapes;

/// <summary>Sends a page in a shape. Sent whole, as JSON is: a row that cannot be written is a problem, not the end of half a file.</summary>
static class ShapedAnswer
{
    public static async Task SendAsync(HttpContext context, Shape shape, ShapedPage page, string caching)
    {
        var response = context.Response;
        if (SearchAddress.IsTooLong(page.Self))
        {
            // These shapes have no way to say what to send: only JSON's links lead on.
            page = page with { Self = SearchAddress.Posted(page.Self), Pages = [] };
        }
        var tag = TagOf(shape, page);
        response.Headers.ETag = tag;
        Caching.Set(context, caching);
        if (EntityTags.AnswerIfHeld(context, tag))
        {
            return;
        }
        response.ContentType = shape.ContentType;
        response.Headers.ContentDisposition = $"inline; filename=\"{(page.IsOne ? page.Rows[0].Listing.Id : "listings")}.{shape.Name}\"";
        var body = new ArrayBufferWriter<byte>();
        using (var writer = shape.Open!(body, page))
        {
            writer.Begin();
            foreach (var row in page.Rows)
            {
                writer.Row(row);
            }
            writer.End();
        }
        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Of everything that goes into the answer, so that it need not be made to know whether the caller has it.</summary>
    static string TagOf(Shape shape, ShapedPage page)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Create(CultureInfo.InvariantCulture, $"{shape.Name} {page.Self} {page.PublicUrl} {page.Language} {page.Total} {page.Title}"));
        foreach (var (rel, href) in page.Pages)
        {
            Add($"{rel} {href}");
        }
        foreach (var row in page.Rows)
        {
            Add($"{row.Tag} {row.IsPart} {row.Past}");
            foreach (var occurrence in row.Occurrences)
            {
                Add(occurrence.ToString());
            }
        }
        return EntityTags.Of(hash.GetHashAndReset());

        void Add(string text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData("\n"u8);
        }
    }
}
