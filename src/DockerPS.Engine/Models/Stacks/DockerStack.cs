namespace DockerPS;

/// <summary>A stack of a swarm: services, networks, secrets and configs that were deployed together and carry its label.</summary>
public sealed class DockerStack : DockerObject
{
    internal DockerStack()
    {
    }

    /// <summary>The name, with which the names of its services begin.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The name once more, as -StackName binds it from objects that have been through CSV, JSON or a job:
    /// files and processes have a Name too, and must not be taken for stacks.</summary>
    public string StackName => Name;

    /// <summary>How many services it has.</summary>
    public int Services => ServiceNames.Count;

    /// <summary>How many tasks of them run and how many should, jobs included: 5/6.</summary>
    public string Replicas => $"{Running}/{Desired}";

    /// <summary>How many tasks run.</summary>
    public long Running { get; internal set; }

    /// <summary>How many tasks should run.</summary>
    public long Desired { get; internal set; }

    /// <summary>The names of its services, sorted.</summary>
    public ReadableList<string> ServiceNames { get; internal set; } = [];

    /// <summary>The names of its networks, sorted.</summary>
    public ReadableList<string> Networks { get; internal set; } = [];

    /// <summary>The names of its secrets, sorted.</summary>
    public ReadableList<string> Secrets { get; internal set; } = [];

    /// <summary>The names of its configs, sorted.</summary>
    public ReadableList<string> Configs { get; internal set; } = [];

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
