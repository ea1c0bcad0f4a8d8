namespace DockerPS.Engine.Configuration;

/// <summary>Asks docker-credential programs for credentials.</summary>
internal interface ICredentialHelper
{
    /// <summary>Whether a program of that full name is on the search path.</summary>
    public bool ProgramExists(string program);

    /// <summary>The credentials that a helper has for a registry's key; null where it has none.</summary>
    /// <exception cref="DockerConfigurationException">The helper is missing, failed, or did not answer in time.</exception>
    public Task<RegistryAuth?> GetAsync(string helper, string key, CancellationToken cancellationToken);

    /// <summary>The keys of the registries that a helper has credentials for.</summary>
    /// <exception cref="DockerConfigurationException">The helper is missing, failed, or did not answer in time.</exception>
    public Task<IReadOnlyList<string>> ListAsync(string helper, CancellationToken cancellationToken);
}
