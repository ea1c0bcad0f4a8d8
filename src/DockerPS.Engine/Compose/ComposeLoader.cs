using DockerPS.Engine.Compose.Reading;
using DockerPS.Engine.Compose.Writing;

namespace DockerPS.Engine.Compose;

/// <summary>Reads compose files, and writes what was read.</summary>
internal static class ComposeLoader
{
    /// <summary>Reads a project. Nothing but files is asked: no network, no engine.</summary>
    /// <exception cref="ComposeException">A file is missing or wrong, or its parts do not fit together.</exception>
    /// <exception cref="DockerConfigurationException">The module's files are incomplete.</exception>
    public static ComposeProject Load(ComposeLoadOptions options) => ProjectReader.Read(ComposeTreeLoader.Load(options), isChecked: !options.NoConsistency);

    /// <summary>A project as one compose file in canonical form, without the end of its last line. Read again it gives the same project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">What it was read with: variables that were left stay variables, files that were not read are named.</param>
    public static string ToYaml(ComposeProject project, ComposeLoadOptions options) => ComposeYaml.Instance
        .Write(ProjectWriter.Write(project, escapes: !options.NoInterpolate, withFiles: options.NoEnvironmentResolution || options.NoInterpolate))
        .TrimEnd('\n');
}
