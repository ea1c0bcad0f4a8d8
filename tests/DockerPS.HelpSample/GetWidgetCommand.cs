using System.Management.Automation;

namespace DockerPS.HelpSample;

/// <summary>Gets widgets.</summary>
/// <remarks>
/// <para>Without <see cref="Name"/> it gets all of them, <c>broken</c> ones
/// included. See <see cref="RemoveWidgetCommand"/>.</para>
/// <list type="bullet">
/// <item><term>Fast</term><description>it asks once</description></item>
/// <item><description>It returns <see langword="null"/> never</description></item>
/// </list>
/// </remarks>
/// <example>
/// <title>Blue ones</title>
/// <code>
/// Get-Widget -Color Blue |
///     Remove-Widget
/// </code>
/// <para>Removes what is blue.</para>
/// </example>
/// <example><code>Get-Widget a*</code></example>
/// <seealso href="https://widgets.invalid/">Widgets</seealso>
[Cmdlet(VerbsCommon.Get, "Widget", DefaultParameterSetName = "Name")]
[OutputType(typeof(Widget))]
public sealed class GetWidgetCommand : WidgetCmdlet
{
    /// <summary>How many, at most.</summary>
    /// <value>16</value>
    [Parameter]
    public int? Limit { get; set; }

    /// <summary>The names.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The ids.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[]? Id { get; set; }

    /// <summary>The colors.</summary>
    [Parameter]
    public WidgetColor[]? Color { get; set; }

    /// <summary>How much to say.</summary>
    [Parameter(ParameterSetName = "Id")]
    [ValidateSet("Little", "Much")]
    public string Detail { get; set; } = "Little";

    /// <summary>Broken ones too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Kept for old scripts.</summary>
    [Parameter(DontShow = true)]
    public SwitchParameter Legacy { get; set; }
}
