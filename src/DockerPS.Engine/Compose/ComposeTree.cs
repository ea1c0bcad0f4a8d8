namespace DockerPS.Engine.Compose;

/// <summary>All files of a project as one tree, before it is read into the typed model.
/// In it files are merged, variables put in, extends and include carried out, !reset and !override obeyed; relative paths of the machine
/// that reads are absolute; the variables of env_file stand in environment and the labels of label_file in labels, both mappings then;
/// a range of container ports in a port's short form is several ports. All else stands as it was written, in short or long form: names on the
/// engine, the default network and the dependencies that links and namespaces imply are for the reader of the model to add.</summary>
internal sealed class ComposeTree
{
    /// <summary>The project's name.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The folder that relative paths count from; a full path.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The files that were read, in the order in which they were merged; full paths, without those of extends and include.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The top of the merged files: services, networks, volumes, secrets, configs, models, x- fields.</summary>
    public required ComposeMapping Root { get; init; }

    /// <summary>The profiles that are active; * is all of them.</summary>
    public required IReadOnlyList<string> ActiveProfiles { get; init; }

    /// <summary>The profiles that services name, sorted.</summary>
    public required IReadOnlyList<string> AllProfiles { get; init; }

    /// <summary>The services in <see cref="Root"/> that none of the active profiles includes.</summary>
    public required IReadOnlySet<string> DisabledServices { get; init; }

    /// <summary>The variables that interpolation could use, those of .env files included, by name.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The variables that the files name, sorted.</summary>
    public required IReadOnlyList<ComposeVariable> Variables { get; init; }

    /// <summary>True where texts still have their ${variables}: what cannot be read as the number, size or port it has to be is then kept as it stands or left out, without an error.</summary>
    public required bool HasVariables { get; init; }

    /// <summary>True where the reader of the model is to add nothing of its own: no names, no default network, no implied dependencies.</summary>
    public required bool NoNormalize { get; init; }

    /// <summary>What was noticed so far and is no error; the reader adds its own.</summary>
    public required ComposeWarnings Warnings { get; init; }
}
