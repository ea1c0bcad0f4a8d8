using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Tests.Streams.Build;

/// <summary>Keeps what is reported, at once and in order; the framework's Progress posts it elsewhere.</summary>
internal sealed class Reports : IProgress<ArchiveProgress>
{
    public List<ArchiveProgress> All { get; } = [];

    public void Report(ArchiveProgress value) => All.Add(value);
}
