using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Besoksnaring.Api.Tests.Shapes;
using Besoksnaring.Api.Webhooks.Signing;
using CsCheck;
using NodaTime;

namespace Besoksnaring.Api.Tests.Webhooks;

/// <summary>What we sign, others can verify: by the specification's own example, and by the npm package that receivers use.</summary>
public sealed class SigningTests
{
    const string Example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const string ExampleId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const string ExampleBody = """{"test": 2432232314}""";

    static readonly Instant ExampleTime = Instant.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_specifications_example_is_signed_as_it_says()
    {
        Assert.Equal(
            [new(WebhookHeaders.Id, ExampleId), new(WebhookHeaders.Timestamp, "1614265330"), new(WebhookHeaders.Signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")],
            WebhookHeaders.For(ExampleId, ExampleTime + Duration.FromMilliseconds(999), [Secret(Example)], Encoding.UTF8.GetBytes(ExampleBody)));
    }

    [Fact]
    public async Task The_package_receivers_use_signs_the_same_and_takes_what_we_sign()
    {
        var (old, next, other) = (WebhookSecret.Make(), WebhookSecret.Make(), WebhookSecret.Make());
        const string body = """{"type":"listing.changed","title":"Ångbåtens dag 🎻","position":42}""";
        var now = SystemClock.Instance.GetCurrentInstant();
        var both = Headers("msg_1", now, body, next, old);
        var deliveries = new[]
        {
            Delivery(Example, Headers(ExampleId, ExampleTime, ExampleBody, Secret(Example)), ExampleBody, ExampleTime),
            Delivery(next.Text, both, body, now),
            Delivery(old.Text, both, body, now),
            Delivery(other.Text, both, body, now),
            Delivery(next.Text, both, body.Replace("42", "43", StringComparison.Ordinal), now),
            Delivery(next.Text, both, body, now + Duration.FromMinutes(6)),
        };
        var answers = JsonNode.Parse(await OtherProgram.NodeAsync(
            "Webhooks/OtherClients", "verify.mjs", [], JsonSerializer.Serialize(deliveries), TimeSpan.FromMinutes(1)))!.AsArray();

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", (string)answers[0]!["signature"]!);
        Assert.Equal(2432232314, (long)answers[0]!["read"]!["test"]!);
        Assert.Equal($"{answers[1]!["signature"]} {answers[2]!["signature"]}", both[WebhookHeaders.Signature]);
        Assert.All([answers[1], answers[2]], answer => Assert.Equal("Ångbåtens dag 🎻", (string)answer!["read"]!["title"]!));
        Assert.Equal(
            ["No matching signature found", "No matching signature found", "Message timestamp too old"],
            answers.Skip(3).Select(answer => (string)answer!["refusal"]!));
    }

    [Fact]
    public void A_secret_is_read_as_it_was_written() => Gen.Byte.Array[24, 64].Sample(key =>
    {
        var text = WebhookSecret.Begin + Convert.ToBase64String(key);
        Assert.Equal(key, Secret(text).Key.ToArray());
        Assert.Equal(text, Secret(text).Text);
    });

    [Fact]
    public void A_secret_we_make_is_new_and_256_bits_and_is_not_said_by_accident()
    {
        var made = Enumerable.Range(0, 100).Select(_ => WebhookSecret.Make()).ToList();
        Assert.Equal(100, made.Select(secret => secret.Text).Distinct().Count());
        Assert.All(made, secret => Assert.Equal((32, "whsec_…"), (Secret(secret.Text).Key.Length, $"{secret}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ")]
    [InlineData("whsec_MfKQ9r8GKYqr TwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQR==")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwQQ")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa_-")]
    [InlineData("whsec_åäöåäöåäöåäöåäöåäöåäöåäöåäöåäöåä")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_secret_is_refused_and_not_repeated(string text)
    {
        var (secret, refusal) = WebhookSecret.Read(text);
        Assert.Null(secret);
        Assert.DoesNotContain("MfKQ", refusal, StringComparison.Ordinal);
        Assert.Contains("whsec_", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("msg.1")]
    public void An_id_that_would_move_a_border_is_not_signed(string id) =>
        Assert.Throws<ArgumentException>(() => WebhookHeaders.For(id, ExampleTime, [Secret(Example)], []));

    static WebhookSecret Secret(string text) => WebhookSecret.Read(text).Secret!;

    static Dictionary<string, string> Headers(string id, Instant at, string body, params WebhookSecret[] secrets) =>
        new(WebhookHeaders.For(id, at, secrets, Encoding.UTF8.GetBytes(body)));

    static object Delivery(string secret, Dictionary<string, string> headers, string body, Instant now) => new { secret, headers, body, now = now.ToUnixTimeSeconds() };
}
