namespace DockerPS.Hosting;

/// <summary>The file of -ContainerIdFile. It is begun beside its place before the container is made, so that a folder that cannot be
/// written to is known in time, and put there when it holds the id.</summary>
internal sealed class ContainerIdWriter : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;

    private ContainerIdWriter(string path, string temporary)
    {
        _path = path;
        _temporary = temporary;
        _stream = File.Open(temporary, FileMode.CreateNew, FileAccess.Write);
    }

    /// <exception cref="InvalidRequestException">Something is there already, or its folder is not.</exception>
    public static void CheckFree(string path)
    {
        if (Path.Exists(path))
        {
            throw new InvalidRequestException("ContainerIdFileExists", $"-ContainerIdFile '{path}' is there already: it may be that of another container.")
            {
                Advice = "Remove the file if its container is gone, or name another.",
            };
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new InvalidRequestException("PathNotFound", $"The folder of -ContainerIdFile '{path}' is not there.");
        }
    }

    /// <summary>Begins the file.</summary>
    /// <exception cref="InvalidRequestException">Something is there already, or its folder is not.</exception>
    public static ContainerIdWriter Open(string path)
    {
        CheckFree(path);
        return new(path, Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}"));
    }

    /// <summary>Writes the id and puts the file in its place; one that has come there meanwhile stays.</summary>
    /// <exception cref="IOException">The file cannot be written; the message tells the id, as the container is there.</exception>
    public async Task CommitAsync(string id)
    {
        try
        {
            await _stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(id)).ConfigureAwait(false);
            await _stream.DisposeAsync().ConfigureAwait(false);
            File.Move(_temporary, _path, overwrite: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Container {id} was made, but its id could not be written to '{_path}': {exception.Message}", exception);
        }
    }

    /// <summary>Takes away what was not put in its place.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The disk is full, and the write has told of it.
        }

        File.Delete(_temporary);
    }
}
