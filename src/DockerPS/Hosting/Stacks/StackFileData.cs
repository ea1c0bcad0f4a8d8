using System.Text;

namespace DockerPS.Hosting;

/// <summary>Reads what a secret or config of a compose file holds.</summary>
internal static class StackFileData
{
    // What a swarm takes at most of a secret and of a config.
    private const int MaximumOfSecret = 500 * 1024;
    private const int MaximumOfConfig = 1000 * 1024;

    /// <summary>Reads it.</summary>
    /// <param name="file">The secret or config.</param>
    /// <param name="project">Its project, which has the variables, and the folder that relative paths count from.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidRequestException">It cannot be had.</exception>
    public static async Task<byte[]> ReadAsync(ComposeFileObject file, ComposeProject project, CancellationToken cancellationToken)
    {
        if (file is ComposeConfig { Content: { } content })
        {
            return Encoding.UTF8.GetBytes(content);
        }

        if (file.Environment is { Length: > 0 } variable)
        {
            return Encoding.UTF8.GetBytes(project.Environment.TryGetValue(variable, out string? value)
                ? value
                : throw Wrong(file, $"is in the environment variable {variable}, which is not set"));
        }

        if (file.File is not { Length: > 0 } path)
        {
            throw Wrong(file, "has neither file nor environment, and is not external");
        }

        try
        {
            // A project that was read without its paths being resolved has them as they stand in the file.
            string full = Path.IsPathFullyQualified(project.WorkingDirectory) ? Path.GetFullPath(path, project.WorkingDirectory) : path;
            return await ReadAsync(file, full, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong(file, $"cannot be read: {error.Message}");
        }
    }

    /// <summary>No more than the swarm takes: a path may be of a file that never ends.</summary>
    private static async Task<byte[]> ReadAsync(ComposeFileObject file, string path, CancellationToken cancellationToken)
    {
        int maximum = file is ComposeSecret ? MaximumOfSecret : MaximumOfConfig;
        byte[] data = new byte[maximum + 1];
        FileStream stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            int length = await stream.ReadAtLeastAsync(data, data.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return length <= maximum ? data[..length] : throw Wrong(file, $"is larger than the {maximum / 1024} KiB that a swarm takes");
        }
    }

    private static InvalidRequestException Wrong(ComposeFileObject file, string what) =>
        new("BadStack", $"The {(file is ComposeSecret ? "secret" : "config")} '{file.Key}' {what}");
}
