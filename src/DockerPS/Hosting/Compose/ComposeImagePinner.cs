using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Hosting;

/// <summary>Puts digests behind the images of a project, which the engine asks registries for.</summary>
internal sealed class ComposeImagePinner(EngineCmdlet cmdlet)
{
    private readonly RegistryLogin _login = new(cmdlet, null);

    /// <summary>Pins the images of a project's active services; those that are built and those with a digest stay as they are.</summary>
    /// <exception cref="DockerException">An image's registry does not know it, or refuses.</exception>
    public async Task PinAsync(EngineApi engine, ComposeProject project, CancellationToken cancellationToken)
    {
        ComposeService[] services = [.. project.Services.Where(static service => service.Build is null && !string.IsNullOrEmpty(service.Image))];
        string[] images = [.. services.Select(static service => service.Image!).Distinct(StringComparer.Ordinal)];
        string[] pinned = await Task.WhenAll(images.Select(image => PinAsync(engine, image, cancellationToken))).ConfigureAwait(false);
        foreach (ComposeService service in services)
        {
            service.Image = pinned[Array.IndexOf(images, service.Image)];
        }
    }

    /// <summary>Only the services of a project that have an image, with nothing but that.</summary>
    public static ComposeProject ImagesOf(ComposeProject project) => new()
    {
        WorkingDirectory = project.WorkingDirectory,
        Files = project.Files,
        Services = new(project.Services.Where(static service => !string.IsNullOrEmpty(service.Image)).Select(static service => new ComposeService { Name = service.Name, Image = service.Image })),
    };

    private async Task<string> PinAsync(EngineApi engine, string image, CancellationToken cancellationToken)
    {
        ImageReference reference = ImageReference.Parse(image).WithDefaultTag();
        if (reference.Digest is not null)
        {
            return image;
        }

        string? auth = await _login.HeaderAsync(engine, reference).ConfigureAwait(false);
        try
        {
            RegistryManifest manifest = await engine.Registry.InspectAsync(reference, auth, cancellationToken).ConfigureAwait(false);
            return ServiceImage.Pinned(reference, manifest.Digest);
        }
        catch (DockerApiException refused) when (refused.StatusCode >= 500 || ErrorMapper.IsRegistryRefusal(refused.Message))
        {
            throw RegistryAnswer.ToException(reference.RegistryHost, $"The digest of '{reference.Familiar}' could not be looked up", refused.Message);
        }
        catch (DockerApiException missing) when (missing.StatusCode == 404 && missing.Message.Contains("manifest", StringComparison.Ordinal))
        {
            throw new ResourceNotFoundException(ResourceKind.Manifest, $"The registry {reference.RegistryHost} has no '{reference.Familiar}': {missing.Message}");
        }
    }
}
