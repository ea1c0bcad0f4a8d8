using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>What the pump calls on the pipeline thread: the cmdlet.</summary>
internal interface IPipelineTarget
{
    void WriteObject(object value);

    void WriteError(ErrorRecord error);

    void WriteVerbose(string text);

    void WriteDebug(string text);

    void WriteWarning(string text);

    void WriteInformation(InformationRecord record);

    void WriteProgress(ProgressRecord record);

    bool ShouldProcess(string target, string action, bool force);
}
