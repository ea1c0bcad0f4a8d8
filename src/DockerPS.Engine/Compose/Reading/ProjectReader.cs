using System.Text.RegularExpressions;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads the merged tree of compose files into the typed model.</summary>
internal static partial class ProjectReader
{
    private const string DefaultNetwork = "default";

    /// <summary>Reads it.</summary>
    /// <param name="tree">The merged files.</param>
    /// <param name="isChecked">Whether the parts are held against each other, as by <see cref="ProjectChecks"/>.</param>
    /// <exception cref="ComposeException">It cannot be read, or its parts do not fit together.</exception>
    public static ComposeProject Read(ComposeTree tree, bool isChecked = true)
    {
        bool addDefaults = !tree.NoNormalize;
        var reading = new ComposeReading(tree.Environment, tree.HasVariables, tree.Warnings);
        var services = new ServiceReader(reading, tree.ProjectDirectory, addDefaults);
        var resources = new ResourceReader(reading, addDefaults ? tree.ProjectName : null);
        var fields = new ComposeFields(reading, tree.Root);
        fields.Take("name");
        fields.Take("include");
        if (fields.Take("version") is { } version)
        {
            tree.Warnings.Add(version, "version is obsolete and has no effect.");
        }

        var active = new ComposeCollection<ComposeService>();
        var disabled = new ComposeCollection<ComposeService>();
        foreach (ComposeService service in All(fields, "services", services.Read))
        {
            (tree.DisabledServices.Contains(service.Name) ? disabled : active).Add(service);
        }

        ComposeCollection<ComposeNetwork> networks = All(fields, "networks", resources.Network);
        if (addDefaults && !networks.Contains(DefaultNetwork) && active.Any(static service => service.Networks.Contains(DefaultNetwork)))
        {
            networks.Add(new ComposeNetwork { Key = DefaultNetwork, Name = $"{tree.ProjectName}_{DefaultNetwork}" });
        }

        var project = new ComposeProject
        {
            Name = tree.ProjectName,
            WorkingDirectory = tree.ProjectDirectory,
            Files = [.. tree.Files],
            Profiles = [.. tree.ActiveProfiles],
            AllProfiles = [.. tree.AllProfiles],
            Variables = [.. tree.Variables],
            Environment = tree.Environment,
            HasVariables = tree.HasVariables,
            Services = active,
            DisabledServices = disabled,
            Networks = networks,
            Volumes = All(fields, "volumes", resources.Volume),
            Secrets = All(fields, "secrets", resources.Secret),
            Configs = All(fields, "configs", resources.Config),
            Models = All(fields, "models", resources.Model),
            Extensions = fields.Finish(),
        };
        if (isChecked && addDefaults && !tree.HasVariables)
        {
            ProjectChecks.Check(project, tree.Root);
        }

        project.Warnings.AddRange(tree.Warnings.Texts);
        return project;
    }

    private static ComposeCollection<T> All<T>(ComposeFields fields, string key, Func<ComposeEntry, T> read)
        where T : IComposeNamed
    {
        var members = new ComposeCollection<T>();
        if (fields.Take(key) is not { } node)
        {
            return members;
        }

        foreach (ComposeEntry entry in node as ComposeMapping ?? throw node.Expected($"a mapping of {key}"))
        {
            if (!KeyPattern().IsMatch(entry.Name))
            {
                throw entry.Key.IsNo("name", "letters, digits, _, . and -");
            }

            members.Add(read(entry));
        }

        return members;
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9._-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
