using System.Text.Json.Nodes;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests.Services;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Hosting;

/// <summary>What a swarm has of a stack, and of what the stack names and others made.</summary>
/// <param name="Parts">What carries the stack's label.</param>
/// <param name="Secrets">The secrets that the file names.</param>
/// <param name="Configs">The configs that the file names.</param>
/// <param name="Networks">The networks that services of the file are in, by name; one name may be of several.</param>
internal sealed record StackSwarm(StackParts Parts, IReadOnlyList<StackPart> Secrets, IReadOnlyList<StackPart> Configs, IReadOnlyList<StackPart> Networks)
{
    private const string SwarmScope = "swarm";

    /// <summary>Asks a manager.</summary>
    public static async Task<StackSwarm> ReadAsync(EngineApi engine, StackSpec stack, CancellationToken cancellationToken)
    {
        Task<StackParts> parts = engine.Stacks.ReadAsync(stack.Name, cancellationToken);
        Task<List<StackPart>> secrets = engine.Stacks.SecretsAsync([.. stack.Secrets.Select(static file => file.Name)], cancellationToken);
        Task<List<StackPart>> configs = engine.Stacks.ConfigsAsync([.. stack.Configs.Select(static file => file.Name)], cancellationToken);
        Task<List<StackPart>> networks = engine.Stacks.NetworksAsync([.. stack.Networks.Select(static network => network.Name)], cancellationToken);
        // A service has the id of such a network as well, and would be another one at every deployment by its name.
        Task<List<StackPart>> predefined = engine.Stacks.PredefinedNetworksAsync(
            stack.Networks.Select(static network => network.Name).Where(static name => !StackNames.IsUserDefined(name)), cancellationToken);
        await Task.WhenAll(parts, secrets, configs, networks, predefined).ConfigureAwait(false);
        return new StackSwarm(
            await parts.ConfigureAwait(false),
            await secrets.ConfigureAwait(false),
            await configs.ConfigureAwait(false),
            [.. await networks.ConfigureAwait(false), .. await predefined.ConfigureAwait(false)]);
    }

    /// <summary>The ids of what is there.</summary>
    public StackReferences References => new(
        ById(Secrets), ById(Configs), ById(Networks.Where(static network => ScopeOf(network) == SwarmScope)));

    /// <exception cref="DockerException">What the file says is there already is not.</exception>
    public void CheckExternal(EngineApi engine, StackSpec stack)
    {
        foreach (StackNetwork network in stack.Networks.Where(static network => network.Body is null && StackNames.IsUserDefined(network.Name)))
        {
            List<StackPart> found = [.. Networks.Where(part => part.Name == network.Name)];
            if (found.Count == 0)
            {
                throw Missing(engine, ResourceKind.Network, network.Name, $"New-DockerNetwork {network.Name} -Driver overlay makes it.");
            }

            if (!found.Exists(static part => ScopeOf(part) == SwarmScope))
            {
                throw new InvalidRequestException("BadStack", $"The network '{network.Name}', which the file calls external, is of {engine.Connection.Name} alone and not of the swarm.")
                {
                    Advice = "Services need a network of the swarm: New-DockerNetwork -Driver overlay.",
                };
            }
        }

        ComposeCollection<ComposeService> services = stack.Project.Services;
        CheckExternal(engine, ResourceKind.Secret, stack.Secrets, Secrets, [.. services.SelectMany(static service => service.Secrets).Select(static file => file.Source)]);
        CheckExternal(
            engine,
            ResourceKind.Config,
            stack.Configs,
            Configs,
            [
                .. services.SelectMany(static service => service.Configs).Select(static file => file.Source),
                .. services.Select(static service => service.CredentialSpec?.Config ?? ""),
            ]);
    }

    /// <summary>What no service uses need not be there.</summary>
    private static void CheckExternal(EngineApi engine, ResourceKind kind, IReadOnlyList<StackFile> files, IReadOnlyList<StackPart> found, HashSet<string> used)
    {
        if (files.FirstOrDefault(file => file.Spec is null && used.Contains(file.Source.Key) && !found.Any(part => part.Name == file.Name)) is { } missing)
        {
            throw Missing(engine, kind, missing.Name, $"New-Docker{kind} {missing.Name} makes it.");
        }
    }

    private static ResourceNotFoundException Missing(EngineApi engine, ResourceKind kind, string name, string advice) =>
        new(kind, $"The file calls the {kind.ToString().ToLowerInvariant()} '{name}' external, but the swarm of {engine.Connection.Name} has none of that name.") { Advice = advice };

    private static string ScopeOf(StackPart network) => SpecJson.Text(network.Json, "Scope");

    private static Dictionary<string, string> ById(IEnumerable<StackPart> parts)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (StackPart part in parts)
        {
            ids.TryAdd(part.Name, part.Id);
        }

        return ids;
    }
}
