namespace DockerPS.Hosting.Output;

/// <summary>Writes standard output to a file.</summary>
internal sealed class FileCommandOutput(
    DockerCmdlet cmdlet, OutputOptions options, StandardErrorWriter errors, List<string>? collectedErrors, OutputFile file)
    : ByteCommandOutput(cmdlet, options, errors, collectedErrors)
{
    public override Task CommitAsync() => file.CommitAsync();

    protected override ValueTask CloseAsync() => file.DisposeAsync();

    protected override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => file.Stream.WriteAsync(bytes, cancellationToken);
}
