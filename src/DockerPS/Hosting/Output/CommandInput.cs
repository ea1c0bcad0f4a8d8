namespace DockerPS.Hosting.Output;

/// <summary>What a command reads from its standard input.</summary>
internal abstract class CommandInput : IDisposable
{
    /// <summary>Sends it all; a failure of the destination is a <see cref="ConnectionLostException"/>, any other is the source's.</summary>
    public abstract Task CopyToAsync(Stream destination, CancellationToken cancellationToken);

    /// <summary>Says that nothing more is read.</summary>
    public abstract void Dispose();
}
