namespace DockerPS.Engine.Streams;

/// <summary>Which of a container's two outputs bytes came from.</summary>
internal enum OutputStream
{
    StandardOutput,
    StandardError,
}
