using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DockerPS.Tests.Support;

/// <summary>JSON contracts by reflection, for types of the tests.</summary>
internal static class JsonTypes
{
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));
}
