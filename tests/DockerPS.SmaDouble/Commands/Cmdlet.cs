using System.Management.Automation.Internal;

namespace System.Management.Automation;

public abstract class Cmdlet : InternalCommand
{
    private ICommandRuntime? _commandRuntime;

    public static HashSet<string> CommonParameters { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable",
        "WarningVariable", "OutVariable", "OutBuffer", "PipelineVariable", "InformationVariable",
    };

    public static HashSet<string> OptionalCommonParameters { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        "WhatIf", "Confirm", "UseTransaction",
    };

    public ICommandRuntime CommandRuntime
    {
        get => _commandRuntime ?? throw new NotImplementedException("The cmdlet does not run in a pipeline.");
        set => _commandRuntime = value;
    }

    public bool Stopping { get; private set; }

    public bool ShouldProcess(string target) => CommandRuntime.ShouldProcess(target);

    public bool ShouldProcess(string target, string action) => CommandRuntime.ShouldProcess(target, action);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        CommandRuntime.ShouldProcess(verboseDescription, verboseWarning, caption);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason) =>
        CommandRuntime.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);

    public bool ShouldContinue(string query, string caption) => CommandRuntime.ShouldContinue(query, caption);

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll) =>
        CommandRuntime.ShouldContinue(query, caption, ref yesToAll, ref noToAll);

    public bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) =>
        ((ICommandRuntime2)CommandRuntime).ShouldContinue(query, caption, hasSecurityImpact, ref yesToAll, ref noToAll);

    public void ThrowTerminatingError(ErrorRecord errorRecord) => CommandRuntime.ThrowTerminatingError(errorRecord);

    public void WriteDebug(string text) => CommandRuntime.WriteDebug(text);

    public void WriteError(ErrorRecord errorRecord) => CommandRuntime.WriteError(errorRecord);

    public void WriteInformation(object messageData, string[]? tags)
    {
        InformationRecord record = new(messageData, MyInvocationSource);
        record.Tags.AddRange(tags ?? []);
        WriteInformation(record);
    }

    public void WriteInformation(InformationRecord informationRecord) => ((ICommandRuntime2)CommandRuntime).WriteInformation(informationRecord);

    public void WriteObject(object? sendToPipeline) => CommandRuntime.WriteObject(sendToPipeline);

    public void WriteObject(object? sendToPipeline, bool enumerateCollection) => CommandRuntime.WriteObject(sendToPipeline, enumerateCollection);

    public void WriteProgress(ProgressRecord progressRecord) => CommandRuntime.WriteProgress(progressRecord);

    public void WriteVerbose(string text) => CommandRuntime.WriteVerbose(text);

    public void WriteWarning(string text) => CommandRuntime.WriteWarning(text);

    protected virtual void BeginProcessing()
    {
    }

    protected virtual void ProcessRecord()
    {
    }

    protected virtual void EndProcessing()
    {
    }

    protected virtual void StopProcessing()
    {
    }

    internal string MyInvocationSource { get; set; } = "";

    internal void DoBeginProcessing() => BeginProcessing();

    internal void DoProcessRecord() => ProcessRecord();

    internal void DoEndProcessing() => EndProcessing();

    internal void DoStopProcessing()
    {
        Stopping = true;
        StopProcessing();
    }
}
