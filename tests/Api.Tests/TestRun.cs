global using static Besoksnaring.Api.Tests.TestRun;

namespace Besoksnaring.Api.Tests;

static class TestRun
{
    /// <summary>Ends with the test.</summary>
    public static CancellationToken Ct => TestContext.Current.CancellationToken;
}
