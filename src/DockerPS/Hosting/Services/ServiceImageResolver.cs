using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Hosting;

/// <summary>Asks an image's registry, through the engine, which digest and platforms it has, as the docker CLI does; each image once.</summary>
/// <param name="cmdlet">Says what could not be found out.</param>
/// <param name="login">The login that goes along; null where none shall.</param>
/// <param name="noResolve">The parameter by which it is not asked, for the warning.</param>
internal sealed class ServiceImageResolver(EngineCmdlet cmdlet, RegistryLogin? login, string noResolve = "-NoResolveImage")
{
    private readonly ConcurrentDictionary<(DockerConnection Engine, string Image), Lazy<Task<(string Image, JsonArray? Platforms)>>> _known = new();

    /// <summary>The image for the spec, and the platforms that it is for; null where they are not known.</summary>
    public Task<(string Image, JsonArray? Platforms)> ResolveAsync(EngineApi engine, string image) =>
        _known.GetOrAdd((engine.Connection, image), key => new(() => AskAsync(engine, key.Image))).Value;

    private async Task<(string Image, JsonArray? Platforms)> AskAsync(EngineApi engine, string image)
    {
        if (!ImageReference.TryParse(image, out ImageReference? reference, out _) || reference.RegistryHost.Length == 0)
        {
            return (image, null);
        }

        try
        {
            string? auth = login is null ? null : await login.HeaderAsync(engine, reference).ConfigureAwait(false);
            RegistryManifest manifest = await engine.Registry.InspectAsync(reference.WithDefaultTag(), auth, cmdlet.StopToken).ConfigureAwait(false);
            return (ServiceImage.Pinned(reference, manifest.Digest), ServiceImage.Platforms(manifest.Platforms));
        }
        catch (Exception refused) when (refused is DockerApiException or RegistryException)
        {
            string name = reference.WithDefaultTag().Familiar;
            await cmdlet.WarnAsync(
                $"The image {name} could not be accessed on a registry to record its digest ({refused.Message.TrimEnd('.')}). Each node will look for {name} by itself, "
                + $"and nodes may come to run different versions of it. {noResolve} does not ask; -WithRegistryAuthentication asks with your login.").ConfigureAwait(false);
            return (name, null);
        }
    }
}
