using DockerPS.Hosting;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Stacks;

/// <summary>Where the data of secrets and configs come from.</summary>
public sealed class StackFileDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_variable_is_one_of_the_project()
    {
        Assert.Equal("abc"u8.ToArray(), await ReadAsync(new ComposeSecret { Key = "s", Environment = "OF_PROJECT" }));
        // Every process has a PATH, which this project has not.
        Assert.Contains("'s' is in the environment variable PATH, which is not set", await WrongAsync(new ComposeSecret { Key = "s", Environment = "PATH" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_path_counts_from_the_folder_of_the_project()
    {
        File.WriteAllText(_folder.Combine("one.txt"), "one");
        Assert.Equal("one"u8.ToArray(), await ReadAsync(new ComposeConfig { Key = "c", File = "./one.txt" }));
        Assert.Equal("one"u8.ToArray(), await ReadAsync(new ComposeConfig { Key = "c", File = _folder.Combine("one.txt") }));
    }

    [Fact]
    public async Task No_more_is_read_than_a_swarm_takes()
    {
        File.WriteAllBytes(_folder.Combine("fits"), new byte[500 * 1024]);
        File.WriteAllBytes(_folder.Combine("large"), new byte[(500 * 1024) + 1]);
        File.WriteAllBytes(_folder.Combine("huge"), new byte[(1000 * 1024) + 1]);

        Assert.Equal(500 * 1024, (await ReadAsync(new ComposeSecret { Key = "s", File = "fits" })).Length);
        Assert.Equal((500 * 1024) + 1, (await ReadAsync(new ComposeConfig { Key = "c", File = "large" })).Length);
        Assert.Contains("The secret 's' is larger than the 500 KiB", await WrongAsync(new ComposeSecret { Key = "s", File = "large" }), StringComparison.Ordinal);
        Assert.Contains("The config 'c' is larger than the 1000 KiB", await WrongAsync(new ComposeConfig { Key = "c", File = "huge" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.txt")]
    [InlineData("a\0b")]
    public async Task A_file_that_cannot_be_read_is_told_with_the_secret(string file) =>
        Assert.Contains("The secret 's' cannot be read", await WrongAsync(new ComposeSecret { Key = "s", File = file }), StringComparison.Ordinal);

    private Task<byte[]> ReadAsync(ComposeFileObject file) => StackFileData.ReadAsync(
        file,
        new ComposeProject { WorkingDirectory = _folder.Path, Environment = new Dictionary<string, string> { ["OF_PROJECT"] = "abc" } },
        CancellationToken.None);

    private async Task<string> WrongAsync(ComposeFileObject file) => (await Assert.ThrowsAsync<InvalidRequestException>(() => ReadAsync(file))).Message;
}
