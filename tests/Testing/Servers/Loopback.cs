using System.Net;
using System.Net.Sockets;

namespace Besoksnaring.Testing.Servers;

public static class Loopback
{
    /// <returns>A port that nothing listens on now.</returns>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
