using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes containers without starting them.</summary>
/// <remarks>
/// <para>Makes a container of an image and returns it. An image that the engine does not have is pulled first (-Pull).
/// Several names make as many containers side by side, several engines (-Context a, b) a container on each, and images can be piped in.
/// The twin of docker create (POST /containers/create).</para>
/// <para>PowerShell reads words that begin with a dash as parameters. Words of the container's command that do belong behind --, into quotes,
/// or into -Command as a list. Put the parameters before the image, as with docker.</para>
/// </remarks>
/// <example>
/// <title>Make a container and start it</title>
/// <code>New-Container -Name web -Publish 8080:80 -Environment @{ MODE = 'test' } nginx | Start-Container</code>
/// <para>Makes the container web of the image nginx, with its port 80 published as 8080, and starts it.</para>
/// </example>
/// <example>
/// <title>Give it a command</title>
/// <code>New-Container alpine -- sh -c 'sleep 100'</code>
/// <para>Behind -- every word is one of the command's, also those that begin with a dash.</para>
/// </example>
/// <example>
/// <title>Make many at once</title>
/// <code>New-Container -Name (1..300 | ForEach-Object { "c$_" }) -ThrottleLimit 32 alpine sleep 100</code>
/// <para>Makes 300 containers over pooled connections, 32 at a time.</para>
/// </example>
/// <example>
/// <title>One container of each image</title>
/// <code>Get-Image web:* | New-Container -Label stage=test -Command sleep, 100</code>
/// <para>Each image goes back to the engine that it came from. What is piped in is the image: give the command by its name.</para>
/// </example>
/// <example>
/// <title>Several networks, with an address in one and a name in the other</title>
/// <code>New-Container -Name db -Network @{ Name = 'front'; Alias = 'sql' }, 'name=back,ip=172.20.0.10' postgres | Start-Container</code>
/// <para>The first network is the container's own. Engines before API 1.44 are asked to connect it to the others before it is started.</para>
/// </example>
/// <example>
/// <title>Limits and devices</title>
/// <code>New-Container -Memory 2GB -MemoryReservation 1GB -CpusetCpu 0-3 -DeviceReadBps @{ '/dev/sda' = 10MB } -Gpu all -Ulimit nofile=4096 trainer</code>
/// <para>Sizes are numbers or docker's texts; what docker writes as a little language can be a text or a hashtable.</para>
/// </example>
/// <example>
/// <title>Use what has no parameter</title>
/// <code>New-Container -HostConfiguration @{ MaskedPaths = @(); ReadonlyPaths = @() } alpine</code>
/// <para>Fields of the engine's API go through as they are.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "Container", SupportsShouldProcess = true)]
[Alias("Create-Container")]
[OutputType(typeof(ContainerDetail))]
public sealed class NewContainerCommand : RunParametersCmdlet
{
    /// <summary>The image: its name, its id, or an object of Get-Image, which goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public override object? Image { get; set; }

    /// <summary>The container's name; several names make several containers. By default the engine makes one up.</summary>
    [Parameter]
    [Alias("ContainerName")]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>How many containers are made at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Name?.FirstOrDefault(static name => name.StartsWith('-')) is { } dashed)
        {
            throw CommandWords.DashError(this, "a container", dashed);
        }
    }

    private protected override async Task ProcessAsync()
    {
        ImageSource? image = null;
        IReadOnlyList<EngineApi>? engines = null;
        // What is piped in and is no image, or is on another engine than was named, does not stop the others; a wrong parameter does.
        bool read = await GuardAsync(null, Image, () =>
        {
            image = ReadImage();
            engines = image.Connection is null ? null : EnginesOf(image);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        if (!read || image is null)
        {
            return;
        }

        ContainerRequest request = BuildRequest(image, RunMode.Create);
        engines ??= EnginesOf(image);
        CheckIdFile(engines.Count * (Name?.Length ?? 1));
        foreach (EngineApi engine in engines)
        {
            Task Make() => MakeAllAsync(engine, request);
            await (engines.Count == 1
                ? AttributeAsync(engine.Connection, Make)
                : GuardAsync(engine.Connection, engine.Connection.Name, Make)).ConfigureAwait(false);
        }
    }

    private async Task MakeAllAsync(EngineApi engine, ContainerRequest request)
    {
        bool reached = false;
        foreach (string? name in Name ?? (IEnumerable<string?>)[null])
        {
            if (!await ShouldProcessAsync($"{name ?? request.Image.Reference} on {engine.Connection.Name}", "Create container").ConfigureAwait(false))
            {
                continue;
            }

            if (!reached)
            {
                // An engine that is down is one error, not one for each container.
                await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
                reached = true;
            }

            await QueueAsync(() => GuardAsync(engine.Connection, name ?? request.Image.Target, () => MakeAsync(engine, request, name))).ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(EngineApi engine, ContainerRequest request, string? name)
    {
        string id = await CreateAsync(engine, request, name).ConfigureAwait(false);
        await WriteAsync(await engine.Containers.InspectAsync(id, size: false, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
