namespace DockerPS.Tests.Parity;

/// <summary>Finds the files of the repository from wherever the tests run.</summary>
internal static class RepositoryRoot
{
    private static readonly Lazy<string> s_path = new(Find);

    internal static string File(params string[] segments) => Path.Combine([s_path.Value, .. segments]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "DockerPS.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No DockerPS.slnx above {AppContext.BaseDirectory}.");
    }
}
