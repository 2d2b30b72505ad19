using DotNet.Testcontainers.Configurations;

namespace Besoksnaring.Testing;

static class Docker
{
    /// <summary>Whether a Docker engine is set up where Testcontainers looks for one.</summary>
    public static bool Answers => TestcontainersSettings.OS.DockerEndpointAuthConfig is not null;
}
