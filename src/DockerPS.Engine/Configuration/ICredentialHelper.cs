namespace DockerPS.Engine.Configuration;

/// <summary>Asks docker-credential programs for credentials.</summary>
internal interface ICredentialHelper
{
    /// <summary>Whether a program of that full name is on the search path.</summary>
    public bool ProgramExists(string program);

    /// <summary>The credentials that a helper has for a registry's key; null where it has none.</summary>
    /// <exception cref="DockerConfigurationException">The helper is missing, failed, or did not answer in time.</exception>
    public Task<RegistryAuth?> GetAsync(string helper, string key, CancellationToken cancellationToken);

    /// <summary>Gives a helper credentials to keep, under their registry's key.</summary>
    /// <exception cref="DockerConfigurationException">The helper is missing, failed, or did not answer in time.</exception>
    public Task StoreAsync(string helper, RegistryAuth auth, CancellationToken cancellationToken);

    /// <summary>Lets a helper forget a registry's credentials; that it has none is no error.</summary>
    /// <exception cref="DockerConfigurationException">The helper is missing, failed, or did not answer in time.</exception>
    public Task EraseAsync(string helper, string key, CancellationToken cancellationToken);

    /// <summary>The keys of the registries that a helper has credentials for, with their users.</summary>
    /// <exception cref="DockerConfigurationException">The helper is missing, failed, or did not answer in time.</exception>
    public Task<IReadOnlyDictionary<string, string>> ListAsync(string helper, CancellationToken cancellationToken);
}
