using System.Net.Sockets;
using System.Security.Authentication;

namespace Besoksnaring.Api.Outbound;

/// <summary>Says in a sentence that the partner understands why there was no answer.</summary>
static class OutboundFault
{
    /// <returns>Null for what is no doing of the other end.</returns>
    public static string? Of(Exception exception) => exception switch
    {
        OperationCanceledException { InnerException: TimeoutException } => "No connection could be made in time.",
        OperationCanceledException => "There was no answer in time.",
        HttpRequestException { InnerException: OutboundRefusedException refused } => refused.Message,
        HttpRequestException { InnerException: AuthenticationException tls } => "The TLS connection could not be made: " + AnswerText.Shown(tls.Message),
        HttpRequestException { InnerException: SocketException socket } => Of(socket.SocketErrorCode),
        HttpRequestException request => Of(request.HttpRequestError),
        HttpIOException answer => Of(answer.HttpRequestError),
        IOException => "The connection was lost.",
        _ => null,
    };

    static string Of(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => "The name was not found.",
        SocketError.ConnectionRefused => "The connection was refused.",
        SocketError.ConnectionReset => "The connection was reset.",
        SocketError.TimedOut => "No connection could be made in time.",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.AddressFamilyNotSupported => "The address cannot be reached.",
        _ => "No connection could be made.",
    };

    static string Of(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "The name was not found.",
        HttpRequestError.SecureConnectionError => "The TLS connection could not be made.",
        HttpRequestError.InvalidResponse => "What came back was no HTTP.",
        HttpRequestError.ConfigurationLimitExceeded => "The answer's headers were too long.",
        HttpRequestError.ResponseEnded => "The connection ended before there was an answer.",
        HttpRequestError.ConnectionError => "No connection could be made.",
        _ => "The connection was lost.",
    };
}
