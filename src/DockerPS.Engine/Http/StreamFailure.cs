using System.Net.Sockets;

namespace DockerPS.Engine.Http;

/// <summary>Reads what a broken connection throws while a body or a hijacked stream is used.</summary>
internal static class StreamFailure
{
    public static bool IsLoss(Exception error) => error is IOException or HttpRequestException or SocketException;

    public static ConnectionLostException Lost(string what, Exception error) =>
        new($"The connection to the engine was lost while reading {what}: {Reason(error)}", error);

    private static string Reason(Exception error)
    {
        for (Exception? e = error; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown }:
                    return "it was reset by the other side.";
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return "the other side is gone without a word.";
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return "it ended too early.";
            }
        }

        return Transport.ConnectErrors.Innermost(error).Message;
    }
}
