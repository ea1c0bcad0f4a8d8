using DockerPS.Engine.Streams.Build;

namespace DockerPS.Tests.Streams.Build;

/// <summary>Keeps what is reported, at once and in order; the framework's Progress posts it elsewhere.</summary>
internal sealed class Reports : IProgress<ContextProgress>
{
    public List<ContextProgress> All { get; } = [];

    public void Report(ContextProgress value) => All.Add(value);
}
