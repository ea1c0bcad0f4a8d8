using System.Globalization;
using System.Text.Json;

namespace DockerPS.Engine.Api.Wire;

/// <summary>A volume, in the engine's own shape.</summary>
internal sealed class VolumeResource : EngineData
{
    private const string AnonymousLabel = "com.docker.volume.anonymous";

    public string Name { get; set; } = "";

    public string Driver { get; set; } = "";

    public string Mountpoint { get; set; } = "";

    // A text, and empty where a plugin does not tell.
    public string CreatedAt { get; set; } = "";

    public Dictionary<string, JsonElement> Status { get; set; } = [];

    public StringMap Labels { get; set; } = [];

    public StringMap Options { get; set; } = [];

    public string Scope { get; set; } = "";

    public VolumeUsage? UsageData { get; set; }

    public DockerVolumeSummary ToSummary(DockerConnection connection) => Fill(new DockerVolumeSummary(), connection);

    public DockerVolumeDetail ToDetail(DockerConnection connection) => Fill(new DockerVolumeDetail(), connection);

    private T Fill<T>(T volume, DockerConnection connection)
        where T : DockerVolume
    {
        volume.Connection = connection;
        volume.Name = Name;
        volume.Driver = Driver;
        volume.Mountpoint = Mountpoint;
        volume.Scope = Scope;
        volume.Created = DateTimeOffset.TryParse(CreatedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset created)
            ? WireTime.OrNull(created)
            : null;
        volume.Labels = Labels;
        volume.Options = Options;
        volume.Status = PlainValue.FromFields(Status);
        volume.Anonymous = Labels.ContainsKey(AnonymousLabel);
        volume.Size = UsageData?.Size is >= 0 and long size ? size : null;
        volume.ReferenceCount = UsageData?.RefCount is >= 0 and long count ? count : null;
        volume.UnknownFields = UnknownFields;
        return volume;
    }

    internal sealed class VolumeUsage
    {
        // -1 where the engine has not counted.
        public long Size { get; set; } = -1;

        public long RefCount { get; set; } = -1;
    }
}
