using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace DockerPS.SmaDouble;

/// <summary>The user interface of <see cref="RecordingHost"/>.</summary>
public sealed class RecordingHostUI : PSHostUserInterface
{
    /// <summary>The lines that were written straight to the host, those of -WhatIf among them.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The questions that were asked, "caption: message".</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The answers to the confirmation prompts to come. A prompt without one is an error, as in a shell that is not interactive.</summary>
    public Queue<ConfirmAnswer> Answers { get; } = [];

    /// <summary>The credential that a credential prompt gives; null refuses.</summary>
    public PSCredential? Credential { get; set; }

    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add($"{caption}: {message}");
        ConfirmAnswer answer = Answers.Count > 0 ? Answers.Dequeue() : throw NotInteractive();
        // A plain question knows Yes and No only.
        return choices.Count == 2 ? (answer is ConfirmAnswer.Yes or ConfirmAnswer.YesToAll ? 0 : 1) : (int)answer;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        Questions.Add($"{caption}: {message}");
        PSCredential given = Credential ?? throw NotInteractive();
        // As PowerShell's console has it.
        return string.IsNullOrEmpty(targetName) ? given : new PSCredential($"{targetName}\\{given.UserName}", given.Password!);
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NotInteractive();

    public override string ReadLine() => throw NotInteractive();

    public override SecureString ReadLineAsSecureString() => throw NotInteractive();

    public override void Write(string value) => Lines.Add(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Add(value);

    public override void WriteDebugLine(string message) => Lines.Add(message);

    public override void WriteErrorLine(string value) => Lines.Add(value);

    public override void WriteLine(string value) => Lines.Add(value);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override void WriteVerboseLine(string message) => Lines.Add(message);

    public override void WriteWarningLine(string message) => Lines.Add(message);

    private static PSInvalidOperationException NotInteractive() =>
        new("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available: the test gave no answer to this prompt.");
}
