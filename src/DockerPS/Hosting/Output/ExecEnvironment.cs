using DockerPS.Engine.Configuration;
using DockerPS.Engine.Configuration.Values;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting.Output;

/// <summary>The variables that a command in a running container is given.</summary>
internal static class ExecEnvironment
{
    /// <summary>Those of the files, and over them those of -Environment.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="given">What -Environment was given.</param>
    public static string[] Read(IEnumerable<string> files, object[]? given)
    {
        DockerEnvironment own = DockerEnvironment.Current;
        IEnumerable<string> variables = EnvironmentVariables.WithValues(KeyValueText.Of(given, "=", "-Environment"), own.Lookup);
        return [.. EnvironmentVariables.Merge(files.SelectMany(path => EnvironmentFile.Read(path, own.Lookup)).Concat(variables))];
    }
}
