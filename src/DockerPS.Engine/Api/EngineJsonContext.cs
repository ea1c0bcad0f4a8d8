using System.Text.Json.Serialization;
using DockerPS.Engine.Api.Wire;

namespace DockerPS.Engine.Api;

/// <summary>Every type that is read from the Engine API, compiled: import and the first call stay fast.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ContainerListItem))]
[JsonSerializable(typeof(ContainerInspection))]
[JsonSerializable(typeof(ContainerStatSample))]
[JsonSerializable(typeof(ContainerStatSample.CpuSection))]
[JsonSerializable(typeof(ContainerStatSample.MemorySection))]
[JsonSerializable(typeof(ContainerStatSample.BlockSection))]
[JsonSerializable(typeof(ContainerStatSample.StorageSection))]
[JsonSerializable(typeof(ContainerStatSample.ProcessSection))]
[JsonSerializable(typeof(ProcessTable))]
[JsonSerializable(typeof(ImageListItem))]
[JsonSerializable(typeof(ImageInspection))]
[JsonSerializable(typeof(ImageHistoryItem))]
[JsonSerializable(typeof(CreatedContainer))]
[JsonSerializable(typeof(NetworkResource))]
[JsonSerializable(typeof(CreatedNetwork))]
[JsonSerializable(typeof(WaitResult))]
[JsonSerializable(typeof(CreatedExec))]
[JsonSerializable(typeof(ExecInspection))]
[JsonSerializable(typeof(List<RemovedImage>))]
[JsonSerializable(typeof(PruneAnswer))]
[JsonSerializable(typeof(UpdateAnswer))]
[JsonSerializable(typeof(ContainerChangeItem))]
[JsonSerializable(typeof(EventMessage))]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(VolumeList))]
[JsonSerializable(typeof(VolumeResource))]
[JsonSerializable(typeof(VolumeDiskUsage))]
[JsonSerializable(typeof(CommittedImage))]
[JsonSerializable(typeof(PathStat))]
internal sealed partial class EngineJsonContext : JsonSerializerContext;
