using DockerPS.Engine.Compose.Reading;
using DockerPS.Engine.Compose.Writing;

namespace DockerPS.Tests.Compose.Model;

public sealed class CanonicalOrderTests
{
    [Fact]
    public void Names_are_ordered_as_docker_compose_writes_them()
    {
        string[] ordered = ["_a", "A", "B", "a", "a-b", "a.b", "a2", "a10", "a10b", "a010", "ab", "b", "b1c", "b12"];
        string[] shuffled = [.. ordered.OrderBy(static name => name.Length).ThenByDescending(static name => name, StringComparer.Ordinal)];
        Assert.Equal(ordered, shuffled.Order(CanonicalOrder.Instance));
    }

    [Theory]
    [InlineData("imag", "image")]
    [InlineData("enviroment", "environment")]
    [InlineData("Volumes", "volumes")]
    [InlineData("depend-on", "depends_on")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void What_was_meant_is_found(string given, string? expected) =>
        Assert.Equal(expected, NearMiss.Find(given, ["image", "environment", "volumes", "volumes_from", "depends_on", "init", "ipc"]));
}
