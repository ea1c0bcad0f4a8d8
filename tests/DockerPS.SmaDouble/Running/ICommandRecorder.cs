using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>Where what a cmdlet writes goes.</summary>
public interface ICommandRecorder
{
    /// <summary>Takes one object of the output; false says that the command behind wants no more, as Select-Object -First does.</summary>
    bool Output(object? value);

    void Error(ErrorRecord error);

    void Warning(string text);

    void Verbose(string text);

    void Debug(string text);

    void Information(InformationRecord record);

    void Progress(ProgressRecord record);

    void ShouldProcess(string target, string action);
}
