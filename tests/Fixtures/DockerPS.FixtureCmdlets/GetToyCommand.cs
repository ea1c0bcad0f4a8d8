using System.Collections;
using System.Management.Automation;

namespace DockerPS.FixtureCmdlets;

/// <summary>Tells how it was bound: its parameter set and the values of its parameters, one line for each record.</summary>
[Cmdlet(VerbsCommon.Get, "Toy", DefaultParameterSetName = "Name")]
[OutputType(typeof(string))]
public sealed class GetToyCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Doubling]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    [Parameter(Position = 0, ValueFromPipeline = true, Mandatory = true, ParameterSetName = "InputObject")]
    public Toy[]? InputObject { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, Mandatory = true, ParameterSetName = "Id")]
    [Alias("ToyId")]
    public string? Id { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    public string? Color { get; set; }

    [Parameter]
    [Alias("n")]
    [ValidateRange(1, 10)]
    public int Count { get; set; } = 3;

    [Parameter]
    public ToyState State { get; set; }

    [Parameter]
    public TimeSpan Timeout { get; set; }

    [Parameter]
    public bool Loud { get; set; }

    [Parameter]
    public Hashtable? Filter { get; set; }

    [Parameter]
    [ValidateSet("red", "green")]
    public string? Paint { get; set; }

    [Parameter]
    public SwitchParameter All { get; set; }

    [Parameter]
    public SwitchParameter Detailed { get; set; }

    protected override void BeginProcessing() => WriteVerbose($"begin {ParameterSetName} {MyInvocation.ExpectingInput}");

    protected override void ProcessRecord()
    {
        string names = string.Join(",", Name ?? []);
        string toys = string.Join(",", (InputObject ?? []).Select(t => t.Id));
        string bound = string.Join(",", MyInvocation.BoundParameters.Keys.Order(StringComparer.Ordinal));
        WriteObject($"{ParameterSetName} name={names} toys={toys} id={Id} color={Color} count={Count} state={State} timeout={Timeout.Ticks} loud={Loud} filter={Filter?.Count} paint={Paint} all={All} detailed={Detailed} bound={bound}");
    }

    protected override void EndProcessing() => WriteVerbose("end");
}
