using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

public sealed class MessageIdsTests
{
    private static readonly string s_id = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
    private static readonly string s_other = new('e', 64);

    [Fact]
    public void The_users_name_stands_for_the_id_that_was_asked_about() =>
        Assert.Equal("Container web (0123456789ab) is not running", Shorten($"Container {s_id} is not running", "web"));

    [Fact]
    public void An_object_has_its_name() =>
        Assert.Equal(
            "Container web (0123456789ab) is not running",
            Shorten($"Container {s_id} is not running", new ContainerSummary { Id = s_id, Name = "web" }));

    [Theory]
    [InlineData("0123456789ab")]
    [InlineData("0123")]
    [InlineData(null)]
    public void Without_a_name_the_id_is_short(string? target) =>
        Assert.Equal("Cannot update container 0123456789ab: no", Shorten($"Cannot update container {s_id}: no", target));

    [Fact]
    public void Another_container_has_a_short_id() =>
        Assert.Equal("in use by container \"eeeeeeeeeeee\". Rename it.", Shorten($"in use by container \"{s_other}\". Rename it.", "web"));

    [Fact]
    public void Digests_and_paths_stay_whole()
    {
        string message = $"sha256:{s_id} and /var/lib/docker/containers/{s_id}/x and x@{s_id} and {s_id}.json";
        Assert.Equal(message, Shorten(message, "web"));
    }

    [Fact]
    public void The_record_shows_it_and_the_exception_keeps_the_engines_words()
    {
        var refusal = new DockerApiException(409, $"Container {s_id} is paused") { ResourceName = s_id };
        Assert.Equal("Container web (0123456789ab) is paused", ErrorMapper.ToRecord(refusal, "web").ToString());
        Assert.Contains(s_id, refusal.Message, StringComparison.Ordinal);
    }

    private static string Shorten(string message, object? target) =>
        MessageIds.Shorten(message, new DockerApiException(409, message) { ResourceName = s_id }, target);
}
