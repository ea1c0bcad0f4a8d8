using System.Globalization;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the published ports of containers.</summary>
/// <remarks>Returns a row for each port of a container and each address of the engine's machine that it is published at. Ports that are
/// not published, and those of containers that do not run, have no row. The twin of docker port (GET /containers/{id}/json).</remarks>
/// <example>
/// <title>Find where a container answers</title>
/// <code>Get-ContainerPort web</code>
/// <para>Lists the published ports of the container web.</para>
/// </example>
/// <example>
/// <title>Use a port that the engine has chosen</title>
/// <code>$port = (Get-ContainerPort web 80 | Select-Object -First 1).HostPort
/// Invoke-RestMethod "http://localhost:$port/"</code>
/// <para>Asks the container's port 80 by the port that it is published at.</para>
/// </example>
/// <example>
/// <title>See who uses which port on many engines</title>
/// <code>Get-Container -State Running -Context prod-* | Get-ContainerPort | Sort-Object Engine, HostPort</code>
/// <para>Lists the published ports of all running containers.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "ContainerPort", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerPortBinding))]
public sealed class GetContainerPortCommand : ContainerReadCmdlet
{
    private readonly List<(int Port, string? Protocol)> _wanted = [];
    private bool _isRead;

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match names.
    /// Where containers come from the pipeline, an argument that stands here without a name is -Port.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PipedSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>The containers, as objects of Get-Container and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipedSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public override Container[]? InputObject { get; set; }

    /// <summary>Only these ports of the container: 80 (of every protocol), 80/tcp, 53/udp. What is not published has no row.</summary>
    [Parameter(Position = 1)]
    [Alias("ContainerPort")]
    [ValidateNotNullOrEmpty]
    public string[]? Port { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        // What is wrong is told before the first container comes.
        _ = Array.ConvertAll(Port ?? [], Read);
    }

    private protected override void OnRecord()
    {
        base.OnRecord();
        if (!_isRead)
        {
            // The parameter set is known from the first record on.
            _isRead = true;
            _wanted.AddRange((WithPositional(Port, nameof(Port)) ?? []).Select(Read));
        }
    }

    private protected override Task ProcessAsync() => ReadEachAsync(ReadAsync);

    private async Task<IReadOnlyList<object>> ReadAsync(ResolvedContainer container)
    {
        ContainerDetail detail = container.Found ?? await container.Engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false);
        return [.. detail.Ports
            .Where(port => port.HostPort is not null && IsWanted(port))
            .OrderBy(static port => port.ContainerPort)
            .Select(port => new ContainerPortBinding
            {
                Connection = container.Engine.Connection,
                Container = detail.Name,
                ContainerId = detail.Id,
                ContainerPort = port.ContainerPort,
                Protocol = port.Protocol,
                HostAddress = port.HostAddress ?? "",
                HostPort = port.HostPort ?? 0,
            })];
    }

    private bool IsWanted(PortMapping port) => _wanted.Count == 0 || _wanted.Exists(
        wanted => wanted.Port == port.ContainerPort && (wanted.Protocol is null || wanted.Protocol.Equals(port.Protocol, StringComparison.OrdinalIgnoreCase)));

    private static (int Port, string? Protocol) Read(string text)
    {
        string[] parts = text.Split('/', 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= ushort.MaxValue && parts.All(static part => part.Length > 0)
            ? (port, parts.ElementAtOrDefault(1))
            : throw new InvalidRequestException("BadPort", $"-Port '{text}' is not a port of a container. Write it as 80, 80/tcp or 53/udp.");
    }
}
