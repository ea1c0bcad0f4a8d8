using System.Text.Json.Serialization;

namespace DockerPS.Engine.Api.Wire;

/// <summary>What the engine tells of a path in a container: the header X-Docker-Container-Path-Stat.</summary>
internal sealed class PathStat
{
    // The bits of Go's FileMode, which are not those of the system.
    private const uint DirectoryBit = 1u << 31;
    private const uint SymbolicLinkBit = 1u << 27;
    private const uint DeviceBit = 1u << 26;
    private const uint NamedPipeBit = 1u << 25;
    private const uint SocketBit = 1u << 24;
    private const uint SetUserBit = 1u << 23;
    private const uint SetGroupBit = 1u << 22;
    private const uint CharacterDeviceBit = 1u << 21;
    private const uint StickyBit = 1u << 20;
    private const uint PermissionBits = 0b111_111_111;

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("size")]
    public long Size { get; set; }

    [JsonPropertyName("mode")]
    public uint GoMode { get; set; }

    [JsonPropertyName("mtime")]
    public DateTimeOffset Modified { get; set; }

    /// <summary>Where a link leads in the end, from the container's root; empty for all else.</summary>
    [JsonPropertyName("linkTarget")]
    public string LinkTarget { get; set; } = "";

    [JsonIgnore]
    public bool IsFolder => (GoMode & DirectoryBit) != 0;

    [JsonIgnore]
    public bool IsLink => (GoMode & SymbolicLinkBit) != 0;

    /// <summary>True for devices, pipes and sockets.</summary>
    [JsonIgnore]
    public bool IsSpecial => (GoMode & (DeviceBit | CharacterDeviceBit | NamedPipeBit | SocketBit)) != 0;

    /// <summary>What it is.</summary>
    [JsonIgnore]
    public ContainerFileType Type => GoMode switch
    {
        _ when IsFolder => ContainerFileType.Directory,
        _ when IsLink => ContainerFileType.SymbolicLink,
        _ when (GoMode & CharacterDeviceBit) != 0 => ContainerFileType.CharacterDevice,
        _ when (GoMode & DeviceBit) != 0 => ContainerFileType.BlockDevice,
        _ when (GoMode & NamedPipeBit) != 0 => ContainerFileType.Fifo,
        _ when (GoMode & SocketBit) != 0 => ContainerFileType.Socket,
        _ => ContainerFileType.File,
    };

    /// <summary>The permission bits, setuid, setgid and sticky, as the system has them.</summary>
    [JsonIgnore]
    public int Mode => (int)(GoMode & PermissionBits)
        | Bit(SetUserBit, 0b100_000_000_000)
        | Bit(SetGroupBit, 0b010_000_000_000)
        | Bit(StickyBit, 0b001_000_000_000);

    private int Bit(uint ofGo, int ofSystem) => (GoMode & ofGo) != 0 ? ofSystem : 0;
}
