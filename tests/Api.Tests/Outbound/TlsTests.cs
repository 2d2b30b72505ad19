using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>A receiver is who its certificate says, by an authority that we trust; and a certificate sends us nowhere.</summary>
public sealed class TlsTests
{
    const string Done = "HTTP/1.1 204 No Content\r\n\r\n";

    [Theory]
    [InlineData("hooks.example.test", true, null)]
    [InlineData("other.example.test", true, "RemoteCertificateNameMismatch")]
    [InlineData("hooks.example.test", false, "PartialChain")]
    public async Task The_name_and_the_authority_are_checked(string host, bool trusted, string? fault)
    {
        using var authority = Authority("Our authority");
        using var certificate = Issued(authority, "hooks.example.test");
        await using var receiver = Receiver(certificate);
        using var calls = new GuardedCalls();
        if (trusted)
        {
            Trust(calls, authority);
        }
        for (var call = 0; call < 3; call++)
        {
            var answer = await calls.PostAsync($"https://{host}:{receiver.Port}/");
            Assert.Equal(fault is null, answer.IsSuccess);
            Assert.Equal(fault is null, answer.Fault is null);
            Assert.Contains(fault ?? "", answer.Fault ?? "", StringComparison.Ordinal);
            Assert.StartsWith(fault is null ? "" : "The TLS connection could not be made: ", answer.Fault ?? "", StringComparison.Ordinal);
        }
        Assert.Equal(fault is null ? 3 : 0, receiver.Requests.Count);
        // What one server sends along does not stay for the next.
        Assert.Empty(calls.Handler.SslOptions.CertificateChainPolicy!.ExtraStore);
    }

    /// <summary>With downloads it does fetch: the test can fail.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_fetched_because_a_certificate_says_so(bool shipped)
    {
        await using var inside = RawReceiver.Saying("");
        using var root = Authority("A root");
        using var middle = Authority("A middle that is not sent along", root);
        using var certificate = Issued(middle, "hooks.example.test", new X509AuthorityInformationAccessExtension([$"http://127.0.0.1:{inside.Port}/ocsp"], [$"http://127.0.0.1:{inside.Port}/issuer.crt"]));
        await using var receiver = Receiver(certificate);
        using var calls = new GuardedCalls();
        Trust(calls, root);
        if (!shipped)
        {
            calls.Handler.SslOptions.CertificateChainPolicy!.DisableCertificateDownloads = false;
            calls.Handler.SslOptions.CertificateChainPolicy.UrlRetrievalTimeout = TimeSpan.FromSeconds(1);
        }
        Assert.Contains("PartialChain", (await calls.PostAsync($"https://hooks.example.test:{receiver.Port}/")).Fault, StringComparison.Ordinal);
        while (!shipped && inside.Accepted == 0)
        {
            await Task.Delay(10, Ct);
        }
        Assert.Equal(shipped ? 0 : 1, Math.Min(inside.Accepted, 1));
    }

    [Fact]
    public async Task Who_speaks_no_TLS_is_not_spoken_to()
    {
        await using var receiver = RawReceiver.Saying(Done);
        using var calls = new GuardedCalls(options: new() { Timeout = TimeSpan.FromSeconds(1), ConnectTimeout = TimeSpan.FromSeconds(1) });
        var answer = await calls.PostAsync($"https://127.0.0.1:{receiver.Port}/");
        Assert.NotNull(answer.Fault);
        Assert.Empty(receiver.Requests);
    }

    static RawReceiver Receiver(X509Certificate2 certificate) => new(
        (stream, cancellationToken) => RawReceiver.SayAsync(stream, Done, cancellationToken),
        wrap: async stream =>
        {
            var tls = new SslStream(stream);
            // Offline: it is not the receiver either that fetches.
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) });
            return tls;
        });

    static void Trust(GuardedCalls calls, X509Certificate2 authority)
    {
        var policy = calls.Handler.SslOptions.CertificateChainPolicy!;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(authority);
    }

    static X509Certificate2 Authority(string name, X509Certificate2? above = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return Signed(request, key, above);
    }

    static X509Certificate2 Issued(X509Certificate2 authority, string name, X509Extension? extension = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        if (extension is not null)
        {
            request.CertificateExtensions.Add(extension);
        }
        return Signed(request, key, authority);
    }

    static X509Certificate2 Signed(CertificateRequest request, ECDsa key, X509Certificate2? above)
    {
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        if (above is null)
        {
            return request.CreateSelfSigned(from, to);
        }
        using var certificate = request.Create(above, from, to, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
