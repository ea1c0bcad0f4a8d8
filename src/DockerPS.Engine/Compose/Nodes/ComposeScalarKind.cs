namespace DockerPS.Engine.Compose;

/// <summary>What a scalar's text stands for, by the core schema of YAML 1.2.</summary>
#pragma warning disable CA1720 // They are the names that YAML gives them.
public enum ComposeScalarKind
#pragma warning restore CA1720
{
    /// <summary>A text; every quoted scalar is one.</summary>
    String,

    /// <summary>Nothing: ~, null, or no text at all.</summary>
    Null,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number: 12, 0x1F, 0o17, or 017 as compose files have modes.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, .inf or .nan.</summary>
    Float,
}
