using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Services;

namespace DockerPS.Hosting;

/// <summary>What a change of a service names that the swarm knows by ids: networks, secrets and configs.</summary>
internal sealed record ServiceReferences
{
    public IReadOnlyList<NetworkSpec> Networks { get; init; } = [];

    public IReadOnlyList<string> RemovedNetworks { get; init; } = [];

    public IReadOnlyList<ServiceFileSpec> Secrets { get; init; } = [];

    public IReadOnlyList<string> RemovedSecrets { get; init; } = [];

    public IReadOnlyList<ServiceFileSpec> Configs { get; init; } = [];

    public IReadOnlyList<string> RemovedConfigs { get; init; } = [];

    /// <summary>The change with the ids that the engine's swarm has for them.</summary>
    /// <exception cref="DockerException">The swarm has no such thing.</exception>
    public async Task<ServiceSpecEdit> ResolveAsync(EngineApi engine, ServiceSpecEdit edit, CancellationToken cancellationToken)
    {
        List<JsonObject> networks = [];
        foreach (NetworkSpec network in Networks)
        {
            networks.Add(Attachment(await NetworkIdAsync(engine, network.Name, cancellationToken).ConfigureAwait(false), network));
        }

        List<string> removedNetworks = [];
        foreach (string network in RemovedNetworks)
        {
            removedNetworks.Add(await NetworkIdAsync(engine, network, cancellationToken).ConfigureAwait(false));
        }

        string? account = edit.CredentialSpec?.Config;
        IReadOnlyList<JsonObject> secrets = await FilesAsync(engine.Secrets, ResourceKind.Secret, Secrets, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<JsonObject> configs = await FilesAsync(engine.Configs, ResourceKind.Config, Configs, cancellationToken).ConfigureAwait(false);
        return edit with
        {
            Networks = new(edit.IsNew ? [.. networks.OrderBy(static network => SpecJson.Text(network, "Target"), StringComparer.Ordinal)] : networks, removedNetworks),
            Secrets = new(secrets, RemovedSecrets),
            Configs = new(configs, RemovedConfigs),
            CredentialConfigId = account is null ? null : (await engine.Configs.FindAsync(account, cancellationToken).ConfigureAwait(false)).Id,
        };
    }

    private static JsonObject Attachment(string id, NetworkSpec network)
    {
        var attachment = new JsonObject { ["Target"] = id };
        SpecJson.SetTexts(attachment, "Aliases", network.Aliases);
        if (network.DriverOptions.Count > 0)
        {
            attachment["DriverOpts"] = network.DriverOptions.DeepClone();
        }

        return attachment;
    }

    private static async Task<string> NetworkIdAsync(EngineApi engine, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await engine.Networks.FindAsync(name, cancellationToken, scope: "swarm").ConfigureAwait(false)).Id;
        }
        catch (DockerApiException missing) when (missing.StatusCode == 404)
        {
            throw new ResourceNotFoundException(ResourceKind.Network, $"The swarm of '{engine.Connection.Name}' has no network '{name}'.")
            {
                Advice = $"Services need a network of the swarm: New-DockerNetwork {name} -Driver overlay.",
            };
        }
    }

    private static async Task<IReadOnlyList<JsonObject>> FilesAsync<T>(
        ISwarmObjects<T> objects, ResourceKind kind, IReadOnlyList<ServiceFileSpec> files, CancellationToken cancellationToken)
        where T : DockerSwarmObject
    {
        List<JsonObject> references = [];
        foreach (ServiceFileSpec file in files)
        {
            T item = await objects.FindAsync(file.Source, cancellationToken).ConfigureAwait(false);
            // By an id it goes under its name all the same.
            ServiceFileSpec named = file.Target == file.Source && item.Name != file.Source ? file with { Target = item.Name } : file;
            references.Add(named.ToJson(kind.ToString(), item.Id, item.Name));
        }

        return references;
    }
}
