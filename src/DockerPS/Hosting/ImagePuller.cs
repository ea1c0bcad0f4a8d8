using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>Pulls images to an engine, with progress.</summary>
internal static class ImagePuller
{
    /// <summary>Pulls one reference; without tag and digest it is latest.</summary>
    /// <param name="cmdlet">Shows the progress.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="reference">The reference, as the user gave it.</param>
    /// <param name="platform">os[/architecture[/variant]]; null is DOCKER_DEFAULT_PLATFORM, else the engine's own.</param>
    /// <param name="credential">User and password; null is what docker's configuration has for the registry.</param>
    /// <exception cref="OperationFailedException">The engine or the registry refused, before the stream or in it.</exception>
    /// <exception cref="FormatException">The text is no reference.</exception>
    public static Task PullAsync(EngineCmdlet cmdlet, EngineApi engine, string reference, string? platform, PSCredential? credential) =>
        PullAsync(cmdlet, engine, ImageReference.Parse(reference).ForRegistry(), platform, new RegistryLogin(cmdlet, credential), withLayers: true);

    /// <summary>Pulls a reference, or all tags of one that has neither tag nor digest.</summary>
    public static async Task<TransferReport> PullAsync(
        EngineCmdlet cmdlet, EngineApi engine, ImageReference image, string? platform, RegistryLogin login, bool withLayers)
    {
        string? auth = await login.HeaderAsync(engine, image).ConfigureAwait(false);
        return await RegistryTransfer.RunAsync(
            cmdlet,
            engine,
            StreamOperation.Pull,
            image,
            withLayers,
            () => engine.Images.OpenPullAsync(
                image.FamiliarName,
                image.Digest ?? image.Tag,
                platform ?? DockerEnvironment.Current.DefaultPlatform,
                auth,
                cmdlet.StopToken)).ConfigureAwait(false);
    }
}
