namespace DockerPS.Engine.Configuration;

/// <summary>Where a login to a registry is kept.</summary>
internal readonly record struct LoginPlace
{
    private const string HelperPrefix = "Helper:";

    private readonly string? _text;

    private LoginPlace(string text) => _text = text;

    /// <summary>The memory of this session.</summary>
    public static LoginPlace Session { get; } = new("Session");

    /// <summary>The DOCKER_AUTH_CONFIG variable.</summary>
    public static LoginPlace Variable { get; } = new(CredentialResolver.AuthVariable);

    /// <summary>config.json itself.</summary>
    public static LoginPlace ConfigFile { get; } = new("Config file");

    /// <summary>A credential helper, by what follows docker-credential- in its program's name.</summary>
    public static LoginPlace OfHelper(string name) => new(HelperPrefix + name);

    /// <summary>The helper's name; null where it is no helper's.</summary>
    public string? Helper => ToString() is var text && text.StartsWith(HelperPrefix, StringComparison.Ordinal) ? text[HelperPrefix.Length..] : null;

    /// <summary>The place that a text names.</summary>
    public static LoginPlace Parse(string text) => new(text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}
