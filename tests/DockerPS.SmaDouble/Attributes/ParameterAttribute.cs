using System.Management.Automation.Internal;

namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class ParameterAttribute : ParsingBaseAttribute
{
    public const string AllParameterSets = "__AllParameterSets";

    private string _parameterSetName = AllParameterSets;

    public bool DontShow { get; set; }

    public string? HelpMessage { get; set; }

    public bool Mandatory { get; set; }

    public string ParameterSetName
    {
        get => _parameterSetName;
        set => _parameterSetName = string.IsNullOrEmpty(value) ? AllParameterSets : value;
    }

    public int Position { get; set; } = int.MinValue;

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }
}
