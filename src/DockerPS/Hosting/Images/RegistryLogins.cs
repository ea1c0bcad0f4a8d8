using System.Runtime.CompilerServices;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The logins to registries that there are: those of a session and those that are stored.</summary>
internal static class RegistryLogins
{
    /// <summary>All of them, those of the session first.</summary>
    public static async IAsyncEnumerable<StoredLogin> FindAsync(SessionConnections session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((string key, RegistryAuth auth) in session.Logins.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            yield return StoredLogin.Of(auth, key, LoginPlace.Session);
        }

        await foreach (StoredLogin login in new CredentialStore(DockerEnvironment.Current).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return login;
        }
    }

    /// <summary>All that can be read, and which of them are used.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Stops a helper that is being asked.</param>
    /// <param name="fail">Told of those that cannot be read.</param>
    public static async IAsyncEnumerable<DockerRegistry> ListAsync(
        SessionConnections session, [EnumeratorCancellation] CancellationToken cancellationToken, Func<StoredLogin, Task>? fail = null)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        await foreach (StoredLogin login in FindAsync(session, cancellationToken).ConfigureAwait(false))
        {
            if (login.Error is null)
            {
                yield return ToModel(login, used.Add(RegistryKey.RegistryOf(login.Key)));
            }
            else if (fail is not null)
            {
                await fail(login).ConfigureAwait(false);
            }
        }
    }

    public static DockerRegistry ToModel(StoredLogin login, bool isUsed) => new()
    {
        Registry = RegistryKey.RegistryOf(login.Key),
        UserName = login.UserName,
        Store = login.Place.ToString(),
        IsToken = login.IsToken,
        IsUsed = isUsed,
        ServerAddress = login.Key,
    };
}
