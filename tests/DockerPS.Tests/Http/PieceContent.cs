using System.Net;

namespace DockerPS.Tests.Http;

/// <summary>A body of unknown length that comes in pieces, with time between them.</summary>
internal sealed class PieceContent : HttpContent
{
    private readonly int _pieces;
    private readonly TimeSpan _pause;

    public PieceContent(int pieces, TimeSpan pause)
    {
        _pieces = pieces;
        _pause = pause;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (int i = 0; i < _pieces; i++)
        {
            await Task.Delay(_pause);
            await stream.WriteAsync("part"u8.ToArray());
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
