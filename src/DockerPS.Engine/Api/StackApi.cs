using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests.Services;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Engine.Api;

/// <summary>Stacks of a swarm. The engine knows none: a stack is what carries one label.</summary>
internal sealed class StackApi(EngineApi engine)
{
    private readonly SwarmCalls _calls = new(engine);

    /// <summary>All that belongs to a stack, as the engine has it: GET /services, /networks, /secrets and /configs by the label.</summary>
    public async Task<StackParts> ReadAsync(string stack, CancellationToken cancellationToken)
    {
        Filters filters = new Filters().Add("label", $"{StackNames.NamespaceLabel}={stack}");
        Task<List<StackPart>> services = ListAsync("/services", ResourceKind.Service, filters, cancellationToken);
        Task<List<StackPart>> networks = ListAsync("/networks", ResourceKind.Network, filters, cancellationToken);
        Task<List<StackPart>> secrets = ListAsync("/secrets", ResourceKind.Secret, filters, cancellationToken);
        Task<List<StackPart>> configs = ListAsync("/configs", ResourceKind.Config, filters, cancellationToken);
        await Task.WhenAll(services, networks, secrets, configs).ConfigureAwait(false);
        return new StackParts(await services.ConfigureAwait(false), await networks.ConfigureAwait(false), await secrets.ConfigureAwait(false), await configs.ConfigureAwait(false));
    }

    /// <summary>How many of these networks of the stack are there still.</summary>
    public async Task<int> CountNetworksAsync(string stack, IReadOnlySet<string> ids, CancellationToken cancellationToken) =>
        (await ListAsync("/networks", ResourceKind.Network, new Filters().Add("label", $"{StackNames.NamespaceLabel}={stack}"), cancellationToken).ConfigureAwait(false))
            .Count(network => ids.Contains(network.Id));

    /// <summary>All stacks, sorted by name, also those of which only a network, secret or config is left.</summary>
    public Task<IReadOnlyList<DockerStack>> ListAsync(CancellationToken cancellationToken) => ListAsync(StackNames.NamespaceLabel, cancellationToken);

    /// <summary>One stack; null where nothing has its label.</summary>
    public async Task<DockerStack?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync($"{StackNames.NamespaceLabel}={name}", cancellationToken).ConfigureAwait(false)).FirstOrDefault(stack => stack.Name == name);

    private async Task<IReadOnlyList<DockerStack>> ListAsync(string label, CancellationToken cancellationToken)
    {
        Filters filters = new Filters().Add("label", label);
        Task<List<DockerServiceSummary>> services = CollectAsync(engine.Services.ListAsync(filters, cancellationToken));
        Task<List<StackPart>> networks = ListAsync("/networks", ResourceKind.Network, filters, cancellationToken);
        Task<List<StackPart>> secrets = ListAsync("/secrets", ResourceKind.Secret, filters, cancellationToken);
        Task<List<StackPart>> configs = ListAsync("/configs", ResourceKind.Config, filters, cancellationToken);
        await Task.WhenAll(services, networks, secrets, configs).ConfigureAwait(false);
        ILookup<string, DockerServiceSummary> servicesOf = (await services.ConfigureAwait(false)).ToLookup(static service => service.Stack, StringComparer.Ordinal);
        ILookup<string, StackPart> networksOf = (await networks.ConfigureAwait(false)).ToLookup(static part => part.Stack, StringComparer.Ordinal);
        ILookup<string, StackPart> secretsOf = (await secrets.ConfigureAwait(false)).ToLookup(static part => part.Stack, StringComparer.Ordinal);
        ILookup<string, StackPart> configsOf = (await configs.ConfigureAwait(false)).ToLookup(static part => part.Stack, StringComparer.Ordinal);
        IEnumerable<string> names = servicesOf.Select(static group => group.Key)
            .Concat(networksOf.Select(static group => group.Key))
            .Concat(secretsOf.Select(static group => group.Key))
            .Concat(configsOf.Select(static group => group.Key))
            .Where(static name => name.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return [.. names.Select(name => new DockerStack
        {
            Connection = engine.Connection,
            Name = name,
            Running = servicesOf[name].Sum(static service => service.Running ?? 0),
            Desired = servicesOf[name].Sum(static service => service.Desired ?? 0),
            ServiceNames = new(servicesOf[name].Select(static service => service.Name).Order(StringComparer.Ordinal)),
            Networks = NamesOf(networksOf[name]),
            Secrets = NamesOf(secretsOf[name]),
            Configs = NamesOf(configsOf[name]),
        })];
    }

    /// <summary>GET /secrets of exactly these names, whosever they are.</summary>
    public Task<List<StackPart>> SecretsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        NamedAsync("/secrets", ResourceKind.Secret, names, cancellationToken);

    /// <summary>GET /configs of exactly these names, whosever they are.</summary>
    public Task<List<StackPart>> ConfigsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        NamedAsync("/configs", ResourceKind.Config, names, cancellationToken);

    /// <summary>GET /networks of exactly these names, whosever they are, those of the engine alone included.</summary>
    public Task<List<StackPart>> NetworksAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        NamedAsync("/networks", ResourceKind.Network, names, cancellationToken);

    /// <summary>The networks of these names that every swarm has, such as host, which no list of the engine names: GET /networks/host?scope=swarm.</summary>
    public async Task<List<StackPart>> PredefinedNetworksAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        List<StackPart> found = [];
        foreach (string name in names)
        {
            try
            {
                found.Add(StackPart.Of(ResourceKind.Network, await _calls.SendRawAsync(
                    new DockerRequest(HttpMethod.Get, $"/networks/{DockerRequest.Escape(name)}", new QueryString().Add("scope", "swarm")) { Resource = ResourceKind.Network, ResourceName = name },
                    cancellationToken).ConfigureAwait(false)));
            }
            catch (DockerApiException missing) when (missing.StatusCode == 404)
            {
                // A swarm has not all that an engine has. The engine says it where a service is to be in such a network.
            }
        }

        return found;
    }

    /// <summary>True where a secret holds something else than these data, which no engine tells: an update of a version that cannot be is
    /// refused in any case, but for other data with other words.</summary>
    public async Task<bool> HasOtherDataAsync(StackPart secret, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var spec = new JsonObject { ["Name"] = secret.Name, ["Labels"] = secret.Labels.DeepClone() };
        try
        {
            await _calls.SendEmptyAsync(
                new DockerRequest(HttpMethod.Post, $"/secrets/{DockerRequest.Escape(secret.Id)}/update", new QueryString().Add("version", "0"))
                {
                    Content = JsonBody.WithData(spec, data),
                    Resource = ResourceKind.Secret,
                    ResourceName = secret.Name,
                },
                cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (SwarmException refused) when (refused.ErrorId == SwarmErrors.ConcurrentChange)
        {
            return false;
        }
        catch (DockerApiException refused) when (refused.Message.Contains("only updates to Labels are allowed", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
    }

    /// <summary>DELETE of a part.</summary>
    public Task RemoveAsync(StackPart part, CancellationToken cancellationToken) =>
        _calls.SendEmptyAsync(
            new DockerRequest(HttpMethod.Delete, $"/{part.Kind.ToString().ToLowerInvariant()}s/{DockerRequest.Escape(part.Id)}")
            {
                Resource = part.Kind,
                ResourceName = part.Name,
            },
            cancellationToken);

    /// <summary>True where a task is of one of these services, or is gone: GET /tasks/id.</summary>
    public async Task<bool> IsTaskOfAsync(string task, IReadOnlySet<string> services, CancellationToken cancellationToken)
    {
        try
        {
            JsonObject found = await _calls.SendRawAsync(
                new DockerRequest(HttpMethod.Get, $"/tasks/{DockerRequest.Escape(task)}") { Resource = ResourceKind.Task, ResourceName = task }, cancellationToken).ConfigureAwait(false);
            return services.Contains(SpecJson.Text(found, "ServiceID"));
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return true;
        }
    }

    /// <summary>How many tasks of the stack have not ended yet.</summary>
    public async Task<int> CountTasksAsync(string stack, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (JsonObject task in ReadListAsync("/tasks", ResourceKind.Task, new Filters().Add("label", $"{StackNames.NamespaceLabel}={stack}"), cancellationToken)
            .ConfigureAwait(false))
        {
            if (!TaskStates.IsEnded(SpecJson.Text(task["Status"] as JsonObject ?? [], "State")))
            {
                count++;
            }
        }

        return count;
    }

    private async Task<List<StackPart>> NamedAsync(string path, ResourceKind kind, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        // The engine takes beginnings and parts of names, too.
        List<StackPart> found = await ListAsync(path, kind, new Filters().Add("name", names), cancellationToken).ConfigureAwait(false);
        return found.FindAll(part => names.Contains(part.Name));
    }

    private async Task<List<StackPart>> ListAsync(string path, ResourceKind kind, Filters filters, CancellationToken cancellationToken)
    {
        List<StackPart> parts = [];
        await foreach (JsonObject item in ReadListAsync(path, kind, filters, cancellationToken).ConfigureAwait(false))
        {
            parts.Add(StackPart.Of(kind, item));
        }

        return parts;
    }

    private IAsyncEnumerable<JsonObject> ReadListAsync(string path, ResourceKind kind, Filters filters, CancellationToken cancellationToken) =>
        _calls.SendJsonArrayAsync<JsonObject>(
            new DockerRequest(HttpMethod.Get, path, new QueryString().Add("filters", filters.ToQueryValue())) { Resource = kind }, cancellationToken);

    private static ReadableList<string> NamesOf(IEnumerable<StackPart> parts) => new(parts.Select(static part => part.Name).Order(StringComparer.Ordinal));

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> source)
    {
        List<T> items = [];
        await foreach (T item in source.ConfigureAwait(false))
        {
            items.Add(item);
        }

        return items;
    }
}
