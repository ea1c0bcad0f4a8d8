using System.Net.Sockets;
using System.Runtime.Versioning;

namespace DockerPS.Tests.Support;

/// <summary>
/// Shell scripts in the place of ssh. A bridge joins its standard streams with a server's socket, as "docker system
/// dial-stdio" does: the script makes a pair of fifos and the test's process joins these with the socket.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FakeSsh : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _watchers = [];

    public string File(string name) => _folder.Combine(name);

    /// <summary>A program with that body.</summary>
    public string Script(string body)
    {
        string path = File("ssh");
        System.IO.File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A program that runs a piece of shell and then joins its streams with the server.</summary>
    public string Bridge(ScriptedServer server, string before = ":")
    {
        string calls = File("calls");
        Directory.CreateDirectory(calls);
        _watchers.Add(WatchAsync(calls, server.Endpoint.Address));
        return Script($"""
            {before}
            exec 3<&0
            mkdir {calls}/$$ && mkfifo {calls}/$$/in {calls}/$$/out && mv {calls}/$$ {calls}/$$.ready
            # Opened both ways, a fifo does not wait for its other end: nothing is left behind where nobody comes.
            cat <&3 1<> {calls}/$$.ready/in &
            exec cat < {calls}/$$.ready/out
            """);
    }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WhenAll(_watchers).Wait(TestLimit.Patience);
        _folder.Dispose();
        _stop.Dispose();
    }

    private static void Join(string call, string socketPath)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        }
        catch (SocketException)
        {
            // The test is over, and its server gone.
            return;
        }

        using var server = new NetworkStream(socket, ownsSocket: false);
        var sending = new Thread(() =>
        {
            try
            {
                using var input = new FileStream(Path.Combine(call, "in"), FileMode.Open, FileAccess.Read);
                input.CopyTo(server);
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The server ended first.
            }
        }) { IsBackground = true };
        sending.Start();
        try
        {
            using var output = new FileStream(Path.Combine(call, "out"), FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
            server.CopyTo(output);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The script was ended, or the server broke off.
        }
    }

    private async Task WatchAsync(string calls, string socketPath)
    {
        var seen = new HashSet<string>();
        while (!_stop.IsCancellationRequested)
        {
            foreach (string call in Directory.GetDirectories(calls, "*.ready").Where(seen.Add))
            {
                new Thread(() => Join(call, socketPath)) { IsBackground = true }.Start();
            }

            await Task.Delay(10);
        }
    }
}
