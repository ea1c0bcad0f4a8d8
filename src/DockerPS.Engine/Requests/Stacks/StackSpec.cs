namespace DockerPS.Engine.Requests.Stacks;

/// <summary>A compose file as what a swarm has to have for it.</summary>
/// <param name="Name">The stack's name.</param>
/// <param name="Project">The file.</param>
/// <param name="Networks">The networks that services are in, sorted by name.</param>
/// <param name="Secrets">The secrets, sorted by name.</param>
/// <param name="Configs">The configs, sorted by name.</param>
internal sealed record StackSpec(
    string Name, ComposeProject Project, IReadOnlyList<StackNetwork> Networks, IReadOnlyList<StackFile> Secrets, IReadOnlyList<StackFile> Configs)
{
    /// <summary>The stack of a file. Every service is converted once, so that nothing is made of a file with a mistake.</summary>
    /// <exception cref="InvalidRequestException">A swarm cannot run it as the file has it.</exception>
    public static StackSpec Of(string name, ComposeProject project)
    {
        StackNames.Check(name);
        CheckResolved(project);
        foreach (ComposeService service in project.Services)
        {
            _ = StackService.SpecOf(name, project, service, StackReferences.None);
        }

        return new StackSpec(name, project, StackNetwork.Of(name, project), StackFile.Of(name, project.Secrets), StackFile.Of(name, project.Configs));
    }

    /// <summary>A project can be read in part, to be looked at; what is left open in it would be deployed as if it were not there.</summary>
    private static void CheckResolved(ComposeProject project)
    {
        if (project.HasVariables)
        {
            throw new InvalidRequestException("BadStack", "The variables of the project have no values, since it was read with -NoInterpolate.")
            {
                Advice = "Read it without -NoInterpolate.",
            };
        }

        if (project.Services.FirstOrDefault(static service => service.EnvironmentFiles.Count + service.LabelFiles.Count > 0) is { } open)
        {
            throw new InvalidRequestException(
                "BadStack",
                $"The service '{open.Name}' has {(open.EnvironmentFiles.Count > 0 ? "an env_file" : "a label_file")} that was not read, since the project was read with -NoEnvironmentResolution.")
            {
                Advice = "Read it without -NoEnvironmentResolution.",
            };
        }
    }
}
