using System.Globalization;
using System.Management.Automation.Host;

namespace DockerPS.SmaDouble;

/// <summary>A host without a console: it keeps what it is shown and answers from a list.</summary>
public sealed class RecordingHost : PSHost
{
    public RecordingHostUI Recorder { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "DockerPS.SmaDouble";

    public override PSHostUserInterface UI => Recorder;

    public override Version Version { get; } = new(7, 4);

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no nested prompt.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => throw new NotSupportedException("A cmdlet must not end the shell.");
}
