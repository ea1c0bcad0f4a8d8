using System.Net.Sockets;
using System.Text;

namespace DockerPS.Tests.Support;

/// <summary>One client's connection through a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultedConnection(FaultProxy proxy, Socket client, Socket server)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _head = new();

    // Where the exchange stands: a request's head is being collected, or has been passed on and not been answered yet.
    private bool _inHead = true;
    private bool _answering;

    // The plan that holds for the answer under way, and how many of its bytes have passed.
    private FaultPlan? _armed;
    private long _passed;
    private bool _firing;

    /// <summary>Ends when both sockets are closed.</summary>
    public Task Done => _done.Task;

    /// <summary>Method and path of the last request; null once the client has ended its side.</summary>
    public string? Request { get; private set; } = "";

    public void SetDone() => _done.TrySetResult();

    public Task RunAsync() => Task.WhenAll(RequestsAsync(), AnswersAsync());

    public void End(bool reset)
    {
        _ended.TrySetResult();
        if (reset)
        {
            client.LingerState = new LingerOption(true, 0);
        }
        else
        {
            ShutDown(client, SocketShutdown.Both);
        }

        client.Dispose();
        ShutDown(server, SocketShutdown.Both);
        server.Dispose();
    }

    private async Task RequestsAsync()
    {
        byte[] buffer = new byte[65536];
        int count;
        while ((count = await ReceiveAsync(client, buffer)) > 0)
        {
            Watch(buffer.AsSpan(0, count));
            await SendAsync(server, buffer.AsMemory(0, count));
        }

        Request = null;
        ShutDown(server, SocketShutdown.Send);
    }

    private async Task AnswersAsync()
    {
        byte[] buffer = new byte[65536];
        int count;
        while ((count = await ReceiveAsync(server, buffer)) > 0)
        {
            if (!await PassAsync(buffer.AsMemory(0, count)))
                return;
        }

        ShutDown(client, SocketShutdown.Send);
    }

    /// <summary>Follows the requests: after an answer has begun, the next bytes from the client begin a new head.</summary>
    private void Watch(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_answering && LooksLikeHead(bytes))
            {
                _answering = false;
                _inHead = true;
                _head.Clear();
                _armed = null;
            }

            if (!_inHead)
                return;

            _head.Append(Encoding.Latin1.GetString(bytes));
            string text = _head.ToString();
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                return;

            _inHead = false;
            Request = text[..text.LastIndexOf(' ', text.IndexOf('\r', StringComparison.Ordinal))];
            if (proxy.Plan is { Request: { } pattern } plan && pattern.IsMatch(text[..end]))
                Arm(plan);
        }
    }

    private void Arm(FaultPlan plan)
    {
        _armed = plan;
        _passed = 0;
        _firing = false;
    }

    private static bool LooksLikeHead(ReadOnlySpan<byte> bytes)
    {
        int blank = bytes.IndexOf((byte)' ');
        return blank is > 1 and < 8 && bytes.Length > blank + 1 && bytes[blank + 1] == (byte)'/' && !bytes[..blank].ContainsAnyExceptInRange((byte)'A', (byte)'Z');
    }

    /// <summary>Passes a piece of an answer on, harmed if it is due; false when the connection has been ended.</summary>
    private async Task<bool> PassAsync(ReadOnlyMemory<byte> bytes)
    {
        FaultPlan? plan;
        long room;
        lock (_gate)
        {
            _answering = true;
            if (proxy.Plan is { Request: null } always && _armed != always)
                Arm(always);
            if (_armed is not null && _armed != proxy.Plan)
                _armed = null;
            plan = _armed;
            room = plan is null ? long.MaxValue : Math.Max(0, plan.After - _passed);
            _passed += bytes.Length;
        }

        if (plan is null || plan.Kind == FaultKind.None || bytes.Length < room)
            return await SendAsync(client, bytes);

        if (!_firing && !proxy.TryTakeFault())
            return await SendAsync(client, bytes);

        _firing = true;
        if (!await SendAsync(client, bytes[..(int)room]))
            return false;

        return await HarmAsync(plan, bytes[(int)room..]);
    }

    private async Task<bool> HarmAsync(FaultPlan plan, ReadOnlyMemory<byte> rest)
    {
        switch (plan.Kind)
        {
            case FaultKind.Cut:
            case FaultKind.Reset:
                End(plan.Kind == FaultKind.Reset);
                return false;
            case FaultKind.Stall:
                await _ended.Task;
                return false;
            case FaultKind.Garbage:
                byte[] garbage = rest.ToArray();
                for (int i = 0; i < garbage.Length; i++)
                    garbage[i] ^= 0x55;
                return await SendAsync(client, garbage);
            default:
                for (int at = 0; at < rest.Length; at += plan.Piece)
                {
                    if (!await SendAsync(client, rest.Slice(at, Math.Min(plan.Piece, rest.Length - at))))
                        return false;
                    // Gives the reader the chance to see the piece by itself.
                    await Task.Yield();
                }

                return true;
        }
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private static async Task<bool> SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes)..];
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static void ShutDown(Socket socket, SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
