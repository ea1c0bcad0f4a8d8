namespace DockerPS;

/// <summary>A field of a service, network, secret or config that a deployment changes.</summary>
public sealed class DockerStackFieldChange
{
    internal DockerStackFieldChange(string field, string? old, string? @new)
    {
        Field = field;
        Old = old;
        New = @new;
    }

    /// <summary>The field, by the engine's names, those of a service without TaskTemplate and ContainerSpec before them: Image,
    /// Env.PATH, Mode.Replicated.Replicas.</summary>
    public string Field { get; }

    /// <summary>What it is now; null where it is not there.</summary>
    public string? Old { get; }

    /// <summary>What it will be; null where it goes.</summary>
    public string? New { get; }

    /// <summary>The field with both values. Values of environment variables are left out: they may be secret.</summary>
    public override string ToString() => Field.StartsWith("Env.", StringComparison.Ordinal)
        ? Old is null ? $"{Field} added" : New is null ? $"{Field} removed" : $"{Field} changed"
        : $"{Field}: {Shown(Old)} -> {Shown(New)}";

    private static string Shown(string? value) => value is null ? "(none)" : value.Length == 0 ? "(empty)" : value;
}
