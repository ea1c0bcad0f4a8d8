using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace DockerPS.SmaDouble;

/// <summary>What stands behind the Write methods of a running cmdlet: its rules are those of PowerShell's own.</summary>
internal sealed class CommandRuntime(PSHost host, ICommandRecorder recorder, CommandMetadata metadata, InvocationInfo invocation, SessionState session) : ICommandRuntime2
{
    private int _writer = -1;
    private volatile bool _stopping;
    private ConfirmAnswer _lastAnswer = ConfirmAnswer.Yes;

    public PSHost Host => host;

    public Exception? Failure { get; private set; }

    public bool IsStopping => _stopping;

    public bool ShouldContinue(string query, string caption) => Ask(query, caption, false) is ConfirmAnswer.Yes;

    public bool ShouldContinue(string query, string caption, ref bool yesToAll, ref bool noToAll)
    {
        if (yesToAll || noToAll)
            return yesToAll;
        ConfirmAnswer answer = Ask(query, caption, true);
        yesToAll = answer is ConfirmAnswer.YesToAll;
        noToAll = answer is ConfirmAnswer.NoToAll;
        return answer is ConfirmAnswer.Yes or ConfirmAnswer.YesToAll;
    }

    public bool ShouldContinue(string query, string caption, bool hasSecurityImpact, ref bool yesToAll, ref bool noToAll) =>
        ShouldContinue(query, caption, ref yesToAll, ref noToAll);

    public bool ShouldProcess(string target) => ShouldProcess(target, invocation.MyCommand.Name);

    public bool ShouldProcess(string target, string action)
    {
        recorder.ShouldProcess(target, action);
        string operation = $"Performing the operation \"{action}\" on target \"{target}\".";
        return Decide(operation, $"Are you sure you want to perform this action?\n{operation}", "Confirm", out _);
    }

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        ShouldProcess(verboseDescription, verboseWarning, caption, out _);

    public bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason)
    {
        recorder.ShouldProcess(verboseDescription, caption ?? "");
        return Decide(verboseDescription, verboseWarning, caption ?? "Confirm", out shouldProcessReason);
    }

    public void ThrowTerminatingError(ErrorRecord errorRecord)
    {
        ThrowIfStopping();
        if (errorRecord is null)
            throw new PSArgumentNullException(nameof(errorRecord));
        errorRecord.SetInvocationInfo(invocation);
        throw Fail(new CmdletInvocationException(errorRecord));
    }

    public void WriteObject(object? sendToPipeline)
    {
        CheckWrite();
        if (!ReferenceEquals(sendToPipeline, AutomationNull.Value) && !recorder.Output(sendToPipeline))
            throw new StopUpstreamException();
    }

    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (!enumerateCollection || LanguagePrimitives.GetEnumerator(sendToPipeline) is not IEnumerator elements)
        {
            WriteObject(sendToPipeline);
            return;
        }
        CheckWrite();
        while (elements.MoveNext())
            WriteObject(elements.Current);
    }

    public void WriteError(ErrorRecord errorRecord)
    {
        CheckWrite();
        if (errorRecord is null)
            throw new PSArgumentNullException(nameof(errorRecord));
        errorRecord.SetInvocationInfo(invocation);
        ReportError(errorRecord);
    }

    public void WriteDebug(string text)
    {
        CheckWrite();
        recorder.Debug(text);
    }

    public void WriteVerbose(string text)
    {
        CheckWrite();
        recorder.Verbose(text);
    }

    public void WriteWarning(string text)
    {
        CheckWrite();
        recorder.Warning(text);
    }

    public void WriteProgress(ProgressRecord progressRecord)
    {
        CheckWrite();
        recorder.Progress(progressRecord ?? throw new PSArgumentNullException(nameof(progressRecord)));
    }

    public void WriteInformation(InformationRecord informationRecord)
    {
        CheckWrite();
        recorder.Information(informationRecord ?? throw new PSArgumentNullException(nameof(informationRecord)));
    }

    /// <summary>Lets the calling thread write while the part runs, and no other.</summary>
    public void Run(Action part)
    {
        _writer = Environment.CurrentManagedThreadId;
        try
        {
            part();
        }
        finally
        {
            _writer = -1;
        }
    }

    public void Stop() => _stopping = true;

    /// <summary>Notes why the pipeline ends and gives what a cmdlet then sees: never the cause itself.</summary>
    public PipelineStoppedException Fail(Exception cause)
    {
        Failure ??= cause;
        _stopping = true;
        return new PipelineStoppedException("The pipeline has been stopped.");
    }

    /// <summary>An error of the command or of the binding of one input object: the error preference decides what becomes of it.</summary>
    public void ReportError(ErrorRecord error)
    {
        ActionPreference preference = Bound<ActionPreference>("ErrorAction")
            ?? LanguagePrimitives.ConvertTo<ActionPreference>(session.PSVariable.GetValue("ErrorActionPreference", ActionPreference.Continue));
        if (preference == ActionPreference.Ignore)
            return;
        if (preference == ActionPreference.Stop)
            throw Fail(new ActionPreferenceStopException(error));
        recorder.Error(error);
    }

    private bool Decide(string description, string warning, string caption, out ShouldProcessReason reason)
    {
        ThrowIfStopping();
        reason = ShouldProcessReason.None;
        if (_lastAnswer is ConfirmAnswer.YesToAll)
            return true;
        if (_lastAnswer is ConfirmAnswer.NoToAll)
            return false;
        if (Switch("WhatIf") ?? LanguagePrimitives.IsTrue(session.PSVariable.GetValue("WhatIfPreference")))
        {
            reason = ShouldProcessReason.WhatIf;
            host.UI.WriteLine($"What if: {description}");
            return false;
        }
        ConfirmImpact threshold = Switch("Confirm") switch
        {
            true => ConfirmImpact.Low,
            false => ConfirmImpact.None,
            null => LanguagePrimitives.ConvertTo<ConfirmImpact>(session.PSVariable.GetValue("ConfirmPreference", ConfirmImpact.High)),
        };
        if (threshold == ConfirmImpact.None || threshold > metadata.ConfirmImpact)
        {
            if (Switch("Verbose") == true)
                recorder.Verbose(description);
            return true;
        }
        _lastAnswer = Ask(warning, caption, true);
        return _lastAnswer is ConfirmAnswer.Yes or ConfirmAnswer.YesToAll;
    }

    private T? Bound<T>(string name)
        where T : struct =>
        invocation.BoundParameters.TryGetValue(name, out object? value) ? (T)value! : null;

    private bool? Switch(string name) => Bound<SwitchParameter>(name)?.IsPresent;

    private ConfirmAnswer Ask(string query, string caption, bool withAll)
    {
        ThrowIfStopping();
        string[] choices = withAll ? ["&Yes", "Yes to &All", "&No", "No to A&ll"] : ["&Yes", "&No"];
        int chosen = host.UI.PromptForChoice(caption, query, [.. choices.Select(c => new ChoiceDescription(c))], 0);
        return withAll ? (ConfirmAnswer)chosen : chosen == 0 ? ConfirmAnswer.Yes : ConfirmAnswer.No;
    }

    private void CheckWrite()
    {
        ThrowIfStopping();
        if (_writer != Environment.CurrentManagedThreadId)
        {
            throw new PSInvalidOperationException(
                "The WriteObject and WriteError methods cannot be called from outside the overrides of the BeginProcessing, ProcessRecord, and EndProcessing methods, and they can only be called from within the same thread.");
        }
    }

    private void ThrowIfStopping()
    {
        if (_stopping)
            throw new PipelineStoppedException("The pipeline has been stopped.");
    }
}
