using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Services;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Hosting;

/// <summary>Does what a plan says, after asking for each of its steps: what services need first, then the services side by side.</summary>
/// <param name="cmdlet">Asks, and passes on what the engine says.</param>
/// <param name="engine">A manager.</param>
/// <param name="stack">The stack.</param>
/// <param name="options">How it is deployed.</param>
/// <param name="guard">Runs work for one part; its failure is an error record. False where it failed.</param>
internal sealed class StackDeployment(EngineCmdlet cmdlet, EngineApi engine, StackSpec stack, StackOptions options, Func<object, Func<Task>, Task<bool>> guard)
{
    private readonly ConcurrentDictionary<string, string> _networks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _configs = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(string Id, string Name)> _changed = [];
    private readonly StackPlanner _planner = new(engine, stack, options, cmdlet.StopToken);

    /// <summary>What there is to do; what is to be done already stands there, too.</summary>
    /// <exception cref="NotSupportedByEngineException">The engine is too old for a key of the file.</exception>
    public async Task<IReadOnlyList<StackStep>> PlanAsync()
    {
        foreach (ApiRequirement requirement in StackRequirements.Of(stack.Project))
        {
            await engine.RequireAsync(requirement.Version, requirement.Feature, cmdlet.StopToken).ConfigureAwait(false);
        }

        StackSwarm swarm = await StackSwarm.ReadAsync(engine, stack, cmdlet.StopToken).ConfigureAwait(false);
        StackReferences references = swarm.References;
        Copy(references.Networks, _networks);
        Copy(references.Secrets, _secrets);
        Copy(references.Configs, _configs);
        IReadOnlyList<StackStep> steps = await _planner.PlanAsync(swarm).ConfigureAwait(false);
        foreach (StackStep step in steps.Where(static step => step.Warning is not null))
        {
            await cmdlet.WarnAsync(DisplayText.Safe($"The {step.Kind.ToString().ToLowerInvariant()} '{step.Name}' on '{engine.Connection.Name}' {step.Warning}")).ConfigureAwait(false);
        }

        return steps;
    }

    /// <summary>Does it.</summary>
    /// <returns>The services that were made or changed; null where all was declined, as by -WhatIf.</returns>
    /// <exception cref="InvalidRequestException">A secret or config would have to get other data; nothing was done.</exception>
    public async Task<IReadOnlyList<(string Id, string Name)>?> RunAsync(IReadOnlyList<StackStep> steps)
    {
        if (steps.FirstOrDefault(StackPlanner.HasOtherData) is { } other)
        {
            throw OtherData(other);
        }

        List<StackStep> confirmed = [];
        List<StackStep> open = [.. steps.Where(static step => step.Action != DockerStackAction.None)];
        foreach (StackStep step in open)
        {
            if (await cmdlet.ShouldProcessAsync(step.Target(engine.Connection.Name), step.Describe()).ConfigureAwait(false))
            {
                confirmed.Add(step);
            }
        }

        if (confirmed.Count == 0 && open.Count > 0)
        {
            return null;
        }

        await DoAsync(confirmed.Where(static step => step.Action == DockerStackAction.Remove)).ConfigureAwait(false);
        if (!await DoAsync(confirmed.Where(static step => step.Kind != ResourceKind.Service)).ConfigureAwait(false))
        {
            await cmdlet.WarnAsync($"The services of stack '{stack.Name}' on '{engine.Connection.Name}' were left as they are, since what they need could not be made.").ConfigureAwait(false);
            return [];
        }

        await DoAsync(confirmed.Where(static step => step.Kind == ResourceKind.Service && step.Action != DockerStackAction.Remove)).ConfigureAwait(false);
        return [.. _changed.OrderBy(static service => service.Name, StringComparer.Ordinal)];
    }

    private StackReferences References => new(_secrets, _configs, _networks);

    private async Task<bool> DoAsync(IEnumerable<StackStep> steps)
    {
        bool isDone = true;
        await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = options.ThrottleLimit }, async (step, _) =>
        {
            cmdlet.StopToken.ThrowIfCancellationRequested();
            if (!await guard(step.Name, () => StackParts.TellAsync(step.Kind, step.Name, () => DoAsync(step))).ConfigureAwait(false))
            {
                isDone = false;
            }
        }).ConfigureAwait(false);
        return isDone;
    }

    private Task DoAsync(StackStep step) => step switch
    {
        { Kind: ResourceKind.Network } => MakeNetworkAsync(step),
        { Kind: ResourceKind.Service, Action: DockerStackAction.Remove } => cmdlet.ChangeAsync(token => engine.Services.RemoveAsync(step.Id, force: false, token)),
        { Kind: ResourceKind.Service, Action: DockerStackAction.Create } => MakeServiceAsync(step),
        { Kind: ResourceKind.Service } => UpdateServiceAsync(step),
        { Action: DockerStackAction.Create } => MakeFileAsync(step),
        _ => UpdateFileAsync(step),
    };

    private async Task MakeNetworkAsync(StackStep step)
    {
        CreatedNetwork created = await cmdlet.ChangeAsync(token => engine.Networks.CreateAsync(step.Body!, token)).ConfigureAwait(false);
        _networks[step.Name] = created.Id;
        await WarnAsync(step.Name, created.Warning.Length > 0 ? [created.Warning] : []).ConfigureAwait(false);
    }

    private async Task MakeFileAsync(StackStep step)
    {
        if (step.Kind == ResourceKind.Secret)
        {
            _secrets[step.Name] = await cmdlet.ChangeAsync(token => engine.Secrets.CreateAsync(step.File!.Spec!, step.Data, token)).ConfigureAwait(false);
        }
        else
        {
            _configs[step.Name] = await cmdlet.ChangeAsync(token => engine.Configs.CreateAsync(step.File!.Spec!, step.Data ?? default, token)).ConfigureAwait(false);
        }
    }

    private Task<JsonObject?> UpdateFileAsync(StackStep step)
    {
        VersionedUpdate update = step.Kind == ResourceKind.Secret ? engine.Secrets.Update(step.Id) : engine.Configs.Update(step.Id);
        return cmdlet.ChangeAsync(token => update.RunAsync(
            item =>
            {
                var spec = (JsonObject)item["Spec"]!;
                spec["Labels"] = step.File!.Spec!["Labels"]!.DeepClone();
                // An update may not name it, not even the one that is there.
                spec.Remove("Driver");
                return true;
            },
            token));
    }

    private async Task MakeServiceAsync(StackStep step)
    {
        string? auth = await AuthenticationAsync(step.Service!.Image!).ConfigureAwait(false);
        JsonObject spec = await _planner.SpecAsync(step.Service, null, References).ConfigureAwait(false);
        CreatedSwarmObject created = await cmdlet.ChangeAsync(token => engine.Services.CreateAsync(spec, auth, token)).ConfigureAwait(false);
        _changed.Add((created.ID, step.Name));
        await WarnAsync(step.Name, created.Warnings).ConfigureAwait(false);
    }

    private async Task UpdateServiceAsync(StackStep step)
    {
        string? auth = await AuthenticationAsync(step.Service!.Image!).ConfigureAwait(false);
        JsonObject? answer = await cmdlet.ChangeAsync(token => engine.Services.Update(step.Id, auth, null).RunAsync(
            async (item, _) =>
            {
                item["Spec"] = await _planner.SpecAsync(step.Service, (JsonObject)item["Spec"]!, References).ConfigureAwait(false);
                return true;
            },
            token)).ConfigureAwait(false);
        _changed.Add((step.Id, step.Name));
        await WarnAsync(step.Name, ServiceApi.WarningsOf(answer)).ConfigureAwait(false);
    }

    private Task<string?> AuthenticationAsync(string image) =>
        options.Login is { } login && Engine.Configuration.ImageReference.TryParse(image, out Engine.Configuration.ImageReference? reference, out _) && reference.RegistryHost.Length > 0
            ? login.HeaderAsync(engine, reference)
            : Task.FromResult<string?>(null);

    private async Task WarnAsync(string name, IReadOnlyList<string> warnings)
    {
        foreach (string warning in warnings)
        {
            await cmdlet.WarnAsync($"{name} on {engine.Connection.Name}: {DisplayText.Safe(warning)}").ConfigureAwait(false);
        }
    }

    private InvalidRequestException OtherData(StackStep step)
    {
        string kind = step.Kind.ToString().ToLowerInvariant();
        return new InvalidRequestException(
            $"{step.Kind}Changed",
            $"The {kind} '{step.Name}' is on '{engine.Connection.Name}' with other data than the file has, and what a {kind} holds cannot be changed. Nothing was deployed.")
        {
            Advice = $"Give it a new name in the file, such as name: {step.Name}-2: services take the new one, and Remove-Docker{step.Kind} removes the old one. "
                + "A name like ${VERSION} makes it a matter of a variable.",
        };
    }

    private static void Copy(IReadOnlyDictionary<string, string> from, ConcurrentDictionary<string, string> to)
    {
        foreach ((string name, string id) in from)
        {
            to[name] = id;
        }
    }
}
