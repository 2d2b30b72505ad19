using Besoksnaring.Api.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Tests.Outbound;

/// <summary>A wrong setting does not start, and what is not set is closed.</summary>
public sealed class OutboundOptionsTests
{
    [Theory]
    [InlineData("AllowedNetworks", "10.0.0.0/8, 10.0.0.1", "'10.0.0.1'")]
    [InlineData("AllowedNetworks", "localhost", "'localhost'")]
    [InlineData("ForbiddenNetworks", "192.0.2.0/33", "'192.0.2.0/33'")]
    [InlineData("Timeout", "0", "Timeout")]
    [InlineData("Timeout", "-00:00:01", "Timeout")]
    [InlineData("ConnectTimeout", "1.00:00:00", "ConnectTimeout")]
    [InlineData("ConnectionLifetime", "00:00:00", "ConnectionLifetime")]
    [InlineData("MostConnections", "0", "MostConnections")]
    public void A_wrong_setting_is_refused_at_the_start(string name, string value, string expected)
    {
        using var services = Services(name, value);
        var refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_set_is_closed_and_the_shipped_guard_guards()
    {
        using var services = Services("AllowedNetworks", "");
        services.GetRequiredService<IStartupValidator>().Validate();
        var rules = services.GetRequiredService<OutboundRules>();
        Assert.Equal((false, false, false), (rules.AllowsHttp, rules.AllowsInnerNames, rules.Allow(System.Net.IPAddress.Loopback)));
        Assert.Same(services.GetRequiredService<OutboundCalls>(), services.GetRequiredService<OutboundCalls>());
        using var handler = services.GetRequiredService<OutboundConnections>().Handler();
        Assert.Equal((false, false, false, TimeSpan.FromMinutes(2), 1_000), (handler.UseProxy, handler.UseCookies, handler.AllowAutoRedirect, handler.PooledConnectionLifetime, handler.MaxConnectionsPerServer));
    }

    static ServiceProvider Services(string name, string value) => new ServiceCollection()
        .AddLogging()
        .AddOutbound(new ConfigurationBuilder().AddInMemoryCollection([new($"Outbound:{name}", value)]).Build())
        .BuildServiceProvider();
}
