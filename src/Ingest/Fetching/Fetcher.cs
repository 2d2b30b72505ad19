using System.Net;
using System.Net.Http.Headers;
using Besoksnaring.Ingest.Providers;
using Besoksnaring.Ingest.Registry;
using Besoksnaring.Ingest.Snapshots;
using Microsoft.Extensions.Options;
using NodaTime;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Besoksnaring.Ingest.Fetching;

/// <summary>Fetches one provider's whole answer: every address, every page. Polite, limited, and never to where it should not go.</summary>
sealed class Fetcher(ProviderClients clients, ProviderRegistry registry, IOptions<IngestOptions> options, IClock clock)
{
    readonly IngestOptions options = options.Value;
    readonly FileSource files = new(registry.FilesFolder, options.Value.MaxBytes);

    public async Task<FetchOutcome> FetchAsync(Provider provider, IProviderFormat format, FetchMemory memory, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.AnswerTimeout);
        try
        {
            return provider.FilesInTurn
                ? await NextFileAsync(provider, format, memory.LastFile, deadline.Token)
                : await AllAsync(provider, format, memory.Validators, deadline.Token);
        }
        catch (FetchRefusedException exception)
        {
            return new FetchOutcome.Failed(exception.Message, exception.NotBefore);
        }
        catch (HttpRequestException exception)
        {
            return new FetchOutcome.Failed(exception.InnerException is FetchRefusedException refused ? refused.Message : Told(exception));
        }
        catch (BrokenCircuitException)
        {
            return new FetchOutcome.Failed("it failed too often just now and is left alone for a minute");
        }
        catch (TimeoutRejectedException exception)
        {
            return new FetchOutcome.Failed($"it did not answer to the end within {exception.Timeout.TotalSeconds:0.#} s");
        }
        catch (IOException exception)
        {
            return new FetchOutcome.Failed(exception.Message);
        }
        catch (UnauthorizedAccessException exception)
        {
            return new FetchOutcome.Failed(exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchOutcome.Failed($"its whole answer did not come within {options.AnswerTimeout.TotalMinutes:0.#} minutes");
        }
    }

    async Task<FetchOutcome> NextFileAsync(Provider provider, IProviderFormat format, string? lastFile, CancellationToken cancellationToken)
    {
        if (await files.NextAsync(AddressRules.PathOf(provider.Address[0]), lastFile, cancellationToken) is not { } next)
        {
            return new FetchOutcome.NotModified($"no file after {lastFile}");
        }
        var name = next.Document.Name;
        // The file is what it is: one that is no answer is passed by, or those after it would never be read.
        return WhyNot(next.Document, provider, format) is { } reason
            ? new FetchOutcome.Fetched(new Snapshot([next.Document]), next.AsOf, null, name) { Refused = reason }
            : new FetchOutcome.Fetched(new Snapshot([next.Document]), next.AsOf, null, name);
    }

    async Task<FetchOutcome> AllAsync(Provider provider, IProviderFormat format, Validators? remembered, CancellationToken cancellationToken)
    {
        var answer = new Answer(provider, format, remembered);
        foreach (var address in provider.Address)
        {
            await AddAsync(answer, address, cancellationToken);
        }
        if (answer.Unmodified.Count == provider.Address.Count)
        {
            return new FetchOutcome.NotModified("the provider says so (304)");
        }
        if (answer.Unmodified.Count > 0)
        {
            // One of several changed: the answer is all of them, so the others are fetched after all.
            return await AllAsync(provider, format, remembered: null, cancellationToken);
        }
        return new FetchOutcome.Fetched(new Snapshot(answer.Documents), clock.GetCurrentInstant(), answer.ValidatorsToKeep(), File: null);
    }

    async Task AddAsync(Answer answer, string address, CancellationToken cancellationToken)
    {
        if (AddressRules.IsFile(address))
        {
            foreach (var document in await files.ReadAsync(AddressRules.PathOf(address), cancellationToken))
            {
                Accept(answer, document);
            }
            return;
        }
        var next = new Uri(address);
        for (var pages = 1; next is not null; pages++)
        {
            if (pages > options.MaxPages)
            {
                throw new FetchRefusedException($"{AddressRules.Shown(next)} has more than {options.MaxPages} pages");
            }
            if (await GetAsync(answer, next, address, cancellationToken) is not { } page)
            {
                answer.Unmodified.Add(address);
                return;
            }
            Accept(answer, page);
            next = NextPage(answer, page, pages);
        }
    }

    static Uri? NextPage(Answer answer, Document page, int pages)
    {
        if (answer.Format.Next(page, pages, answer.Provider) is not { } next)
        {
            return null;
        }
        answer.IsPaged = true;
        if (AddressRules.Fault(next, answer.Provider.AllowPrivateAddress) is { } reason)
        {
            throw new FetchRefusedException($"{AddressRules.Shown(page.Address)} names {AddressRules.Shown(next)} as its next page, which {reason}");
        }
        return next.Host == page.Address.Host
            ? next
            : throw new FetchRefusedException($"{AddressRules.Shown(page.Address)} names {AddressRules.Shown(next)} as its next page, which is on another host");
    }

    void Accept(Answer answer, Document document)
    {
        if (WhyNot(document, answer.Provider, answer.Format) is { } reason)
        {
            throw new FetchRefusedException(reason);
        }
        answer.Documents.Add(document);
        answer.Bytes += document.Bytes.Length;
        if (answer.Bytes > options.MaxBytes)
        {
            throw new FetchRefusedException($"the answer is larger than {options.MaxBytes:N0} bytes");
        }
    }

    /// <returns>Why the document is no answer, or null.</returns>
    static string? WhyNot(Document document, Provider provider, IProviderFormat format)
    {
        if (document.Bytes.Span.Trim(" \t\r\n\uFEFF"u8).IsEmpty)
        {
            return $"{AddressRules.Shown(document.Address)} is empty";
        }
        return !format.ReadsHtml && ErrorPage.In(document.Bytes.Span) is { } title
            ? $"{AddressRules.Shown(document.Address)} is an HTML page ({title}) where {provider.Format} was expected"
            : null;
    }

    /// <returns>The document, or null when it is unmodified.</returns>
    async Task<Document?> GetAsync(Answer answer, Uri address, string named, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(BoundedBodyHandler.MaxBytes, options.MaxBytes - answer.Bytes);
        if (answer.Remembered?.ByAddress.GetValueOrDefault(named) is { } validator)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", validator.ETag);
            request.Headers.TryAddWithoutValidation("If-Modified-Since", validator.LastModified);
        }
        using var response = await clients.For(answer.Provider).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified && answer.Remembered is not null)
        {
            return null;
        }
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Refusal(address, response);
        }
        answer.Validators[named] = new Validator(response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("r"));
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new Document(response.RequestMessage?.RequestUri ?? address, response.Content.Headers.ContentType?.ToString(), bytes);
    }

    FetchRefusedException Refusal(Uri address, HttpResponseMessage response)
    {
        var wait = RetryAfter.Of(response, clock);
        var until = wait is { } time ? clock.GetCurrentInstant() + Duration.FromTimeSpan(time) : (Instant?)null;
        var asked = wait is { } asking ? $" and asks to be left alone for {asking}" : "";
        return new($"{AddressRules.Shown(address)} answers {(int)response.StatusCode} {response.ReasonPhrase}{asked}", until);
    }

    static string Told(HttpRequestException exception) =>
        exception.InnerException is { } inner && !exception.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{exception.Message} ({inner.Message})"
            : exception.Message;

    /// <summary>An answer while it is being put together.</summary>
    sealed class Answer(Provider provider, IProviderFormat format, Validators? remembered)
    {
        public Provider Provider { get; } = provider;
        public IProviderFormat Format { get; } = format;
        public Validators? Remembered { get; } = remembered;
        public List<Document> Documents { get; } = [];
        public List<string> Unmodified { get; } = [];
        public Dictionary<string, Validator> Validators { get; } = [];
        public long Bytes { get; set; }
        public bool IsPaged { get; set; }

        /// <returns>Null when the provider gave none, or its answer has pages: the first one unmodified says nothing of the rest.</returns>
        public Validators? ValidatorsToKeep() =>
            IsPaged || Validators.Count == 0 || Validators.Values.Any(v => v.ETag is null && v.LastModified is null) ? null : new(Validators);
    }
}
