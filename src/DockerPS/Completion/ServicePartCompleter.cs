using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes what the service of the line has, for the parameters that take something away from it.</summary>
internal sealed class ServicePartCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<string> parts;
        try
        {
            parts = ServiceOf(fakeBoundParameters) is { } service ? PartsOf(service, parameterName) : [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A completion that fails must not disturb the line that is being typed.
            parts = [];
        }

        return CompletionText.Results(parts.Distinct(StringComparer.Ordinal).Select(static part => new Candidate(part, part)), wordToComplete?.Trim('\'', '"') ?? "");
    }

    /// <summary>The parts of a service that a parameter means, as it takes them.</summary>
    internal static IEnumerable<string> PartsOf(ServiceSpecification spec, string parameter)
    {
        ServiceTaskTemplate task = spec.TaskTemplate;
        ServiceContainer container = task.Container;
        return parameter switch
        {
            "RemoveLabel" => spec.Labels.Keys,
            "RemoveContainerLabel" => container.Labels.Keys,
            "RemoveEnvironment" => container.Environment.Select(static variable => variable.Split('=')[0]),
            "RemovePublish" => (spec.EndpointSpec?.Ports ?? []).Select(PortOf),
            "RemoveSecret" => container.Secrets.Select(static secret => secret.SecretName),
            "RemoveConfig" => container.Configs.Where(static config => config.File is not null).Select(static config => config.ConfigName),
            "RemoveMount" => container.Mounts.Select(static mount => mount.Target),
            "RemoveConstraint" => task.Placement.Constraints,
            "RemovePlacementPreference" => task.Placement.Spread.Select(static descriptor => "spread=" + descriptor),
            "RemoveGenericResource" => task.Resources.Reservations.GenericResources.Select(static resource => resource.Split('=')[0]),
            "RemoveGroup" => container.Groups,
            "RemoveHost" => container.Hosts.SelectMany(HostsOf),
            "RemoveDns" => container.Dns?.Nameservers ?? [],
            "RemoveDnsOption" => container.Dns?.Options ?? [],
            "RemoveDnsSearch" => container.Dns?.Search ?? [],
            "RemoveSysctl" => container.Sysctls.Keys,
            "RemoveUlimit" => container.Ulimits.Select(static limit => limit.Name),
            _ => [],
        };
    }

    private static ServiceSpecification? ServiceOf(IDictionary bound)
    {
        object? given = bound["Name"] ?? bound["InputObject"] ?? bound["Id"];
        object? first = Bare.Of(given is IList { Count: > 0 } list ? list[0] : given);
        string? name = (first as DockerService)?.Id ?? first as string;
        if (string.IsNullOrEmpty(name) || WildcardPattern.ContainsWildcardCharacters(name))
        {
            return null;
        }

        // Here, and not on the thread that asks: the session's connections are known to this one only.
        var engine = new EngineApi(first is DockerService known ? known.Connection : EngineCompleter.EngineOf(bound));
        return EngineCompleter.Within(async token =>
        {
            ServiceResource service = await engine.Services.WatchAsync(name, token).ConfigureAwait(false);
            return service.Spec;
        });
    }

    private static string PortOf(ServicePort port) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(port.PublishedPort > 0 ? $"{port.PublishedPort}:" : "")}{port.TargetPort}{(port.Protocol is "tcp" or "" ? "" : "/" + port.Protocol)}");

    private static IEnumerable<string> HostsOf(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [string address, .. string[] names] ? names.Select(name => $"{name}:{address}") : [];
}
