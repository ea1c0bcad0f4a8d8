using System.Text;

namespace DockerPS.Hosting;

/// <summary>Reads what a secret or config of a compose file holds.</summary>
internal static class StackFileData
{
    /// <exception cref="InvalidRequestException">It cannot be had.</exception>
    public static async Task<byte[]> ReadAsync(ComposeFileObject file, CancellationToken cancellationToken)
    {
        if (file is ComposeConfig { Content: { } content })
        {
            return Encoding.UTF8.GetBytes(content);
        }

        if (file.Environment is { Length: > 0 } variable)
        {
            return Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(variable)
                ?? throw Wrong(file, $"is in the environment variable {variable}, which is not set"));
        }

        if (file.File is not { Length: > 0 } path)
        {
            throw Wrong(file, "has neither file nor environment, and is not external");
        }

        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, $"cannot be read: {error.Message}");
        }
    }

    private static InvalidRequestException Wrong(ComposeFileObject file, string what) =>
        new("BadStack", $"The {(file is ComposeSecret ? "secret" : "config")} '{file.Key}' {what}");
}
