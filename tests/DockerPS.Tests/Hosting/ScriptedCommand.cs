using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

/// <summary>A cmdlet on the project's base whose work the test brings along.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Script", SupportsShouldProcess = true)]
public sealed class ScriptedCommand : DockerCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter]
    public object? Begin { get; set; }

    [Parameter]
    public object? Process { get; set; }

    [Parameter]
    public object? Complete { get; set; }

    [Parameter]
    public int? Limit { get; set; }

    internal override int? WorkLimit => Limit;

    private protected override Task BeginAsync() => Do(Begin);

    private protected override Task ProcessAsync() => Do(Process);

    private protected override Task CompleteAsync() => Do(Complete);

    private Task Do(object? work) => work is Func<ScriptedCommand, Task> step ? step(this) : Task.CompletedTask;
}
