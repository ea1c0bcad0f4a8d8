namespace DockerPS;

/// <summary>The credential spec of a managed Windows service account (credential_spec).</summary>
public sealed class ComposeCredentialSpec : ComposeElement
{
    /// <summary>The config that holds it, by its name in the file (config).</summary>
    public string? Config { get; init; }

    /// <summary>A file below the engine's folder CredentialSpecs (file).</summary>
    public string? File { get; init; }

    /// <summary>A value of the engine's Windows registry (registry).</summary>
    public string? Registry { get; init; }

    /// <summary>As docker writes it: file://spec.json.</summary>
    public override string ToString() => (File, Registry, Config) switch { ({ } file, _, _) => $"file://{file}", (_, { } registry, _) => $"registry://{registry}", (_, _, { } config) => $"config://{config}", _ => "" };
}
