using System.Management.Automation;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Hosting;

/// <summary>The credentials that go along with a build. The classic builder is sent those of the registries that its Dockerfile names,
/// and no others; BuildKit asks for those of a registry when it needs them.</summary>
/// <param name="credentials">Finds what the session and docker's configuration have.</param>
/// <param name="warn">Told where credentials cannot be read: the build may do without.</param>
internal sealed class BaseImageCredentials(RegistryCredentials credentials, Func<string, Task> warn)
{
    /// <summary>The value of X-Registry-Config, for the classic builder; null where there are none.</summary>
    /// <param name="dockerfile">The Dockerfile; null where it is not known here.</param>
    /// <param name="arguments">Values for its ARG.</param>
    /// <param name="credential">What the user gave, instead of docker's configuration.</param>
    /// <param name="cancellationToken">Stops a helper that is being asked.</param>
    /// <exception cref="InvalidRequestException">Which registry the user's credentials are for cannot be told.</exception>
    public async Task<string?> ResolveAsync(
        string? dockerfile, IReadOnlyDictionary<string, string?> arguments, PSCredential? credential, CancellationToken cancellationToken)
    {
        string[] registries = dockerfile is null ? [] : RegistriesOf(DockerfileText.Parse(dockerfile).Images(arguments));
        if (credential is not null)
        {
            return RegistryAuth.ToConfigHeaderValue([Given(credential, OnlyOne(registries, isKnown: dockerfile is not null))]);
        }

        try
        {
            return await credentials.ConfigHeaderAsync(registries, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerConfigurationException exception)
        {
            await warn($"The build goes on without credentials for {string.Join(", ", registries)}: {exception.Message}").ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Answers BuildKit, which asks for a registry by its host: the credentials, or null where there are none.</summary>
    /// <param name="dockerfile">The Dockerfile; null where it is not known here.</param>
    /// <param name="arguments">Values for its ARG.</param>
    /// <param name="credential">What the user gave: it is for the one registry that the Dockerfile names, before docker's configuration.</param>
    /// <exception cref="InvalidRequestException">Which registry the user's credentials are for cannot be told.</exception>
    public Func<string, CancellationToken, Task<RegistryAuth?>> Finder(
        string? dockerfile, IReadOnlyDictionary<string, string?> arguments, PSCredential? credential)
    {
        RegistryAuth? given = credential is null
            ? null
            : Given(credential, OnlyOne(dockerfile is null ? [] : RegistriesOf(DockerfileText.Parse(dockerfile).Images(arguments)), isKnown: dockerfile is not null));
        return async (host, cancellationToken) =>
        {
            string registry = RegistryKey.RegistryOfBuildKit(host);
            if (given?.ServerAddress == RegistryKey.Of(registry))
            {
                return given;
            }

            try
            {
                return await credentials.FindAsync(registry, cancellationToken).ConfigureAwait(false);
            }
            catch (DockerConfigurationException exception)
            {
                await warn($"The build goes on without credentials for {registry}: {exception.Message}").ConfigureAwait(false);
                return null;
            }
        };
    }

    private static RegistryAuth Given(PSCredential credential, string registry) => new()
    {
        Username = credential.UserName,
        Password = credential.GetNetworkCredential().Password,
        ServerAddress = RegistryKey.Of(registry),
    };

    /// <summary>The registries that a build has business with: those of the images of its Dockerfile, of the frontend that is to read it, and of
    /// images that come from elsewhere.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="arguments">Values for its ARG.</param>
    /// <param name="others">Images that the build takes from elsewhere than its Dockerfile.</param>
    public static IReadOnlyCollection<string> RegistriesOf(string dockerfile, IReadOnlyDictionary<string, string?> arguments, IEnumerable<string> others)
    {
        DockerfileText text = DockerfileText.Parse(dockerfile);
        return RegistriesOf([.. text.Images(arguments), .. text.Frontend(arguments) is { } frontend ? new[] { frontend } : [], .. others]);
    }

    private static string[] RegistriesOf(IEnumerable<string> images) =>
    [
        .. images
            .Select(static image => ImageReference.TryParse(image, out ImageReference? reference, out _) ? reference.RegistryHost : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>A password must not reach a registry that it is not meant for. Beside Docker Hub's public images, only one can be meant.</summary>
    private static string OnlyOne(string[] registries, bool isKnown)
    {
        string[] own = registries.Length > 1 ? [.. registries.Where(static host => host != ImageReference.DefaultRegistry)] : registries;
        return own switch
        {
            [string only] => only,
            [] when !isKnown => throw Unclear("the engine fetches the Dockerfile, and its FROM lines are not known here"),
            [] => throw Unclear("no FROM line of the Dockerfile names an image of a registry"),
            _ => throw Unclear($"the Dockerfile has images of {string.Join(", ", own)}"),
        };
    }

    private static InvalidRequestException Unclear(string reason) => new(
        "CredentialAmbiguous",
        $"-Credential is for one registry, but {reason}. Leave it out: the logins of Connect-DockerRegistry and docker login are taken registry by registry.");
}
