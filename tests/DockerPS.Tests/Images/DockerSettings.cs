using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>Settings of docker's for this process, in a folder of their own, until they are disposed. For tests that run alone.</summary>
internal sealed class DockerSettings : IDisposable
{
    private static readonly string[] s_variables = ["DOCKER_CONFIG", "DOCKER_AUTH_CONFIG", "PATH"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _before = s_variables.ToDictionary(static name => name, Environment.GetEnvironmentVariable);

    public DockerSettings(string? config = null, string? searchFirst = null)
    {
        Environment.SetEnvironmentVariable("DOCKER_CONFIG", _folder.Path);
        Environment.SetEnvironmentVariable("DOCKER_AUTH_CONFIG", null);
        if (config is not null)
            Config = config;
        if (searchFirst is not null)
            Environment.SetEnvironmentVariable("PATH", searchFirst + Path.PathSeparator + _before["PATH"]);
    }

    /// <summary>The folder of config.json.</summary>
    public string Folder => _folder.Path;

    /// <summary>config.json; empty where there is none.</summary>
    public string Config
    {
        get => File.Exists(_folder.Combine("config.json")) ? File.ReadAllText(_folder.Combine("config.json")) : "";
        set => File.WriteAllText(_folder.Combine("config.json"), value);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        _folder.Dispose();
    }
}
