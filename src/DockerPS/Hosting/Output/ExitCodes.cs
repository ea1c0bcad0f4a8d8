using System.Management.Automation;

namespace DockerPS.Hosting.Output;

/// <summary>Tells PowerShell how commands in containers ended: $LASTEXITCODE, and error records.</summary>
internal sealed class ExitCodes
{
    private readonly DockerCmdlet _cmdlet;
    private readonly bool _nonZeroIsError;
    private bool _failed;

    /// <summary>To be made on the pipeline thread.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="errorOnNonZeroExit">The user's -ErrorOnNonZeroExit; $PSNativeCommandUseErrorActionPreference does the same.</param>
    public ExitCodes(DockerCmdlet cmdlet, bool errorOnNonZeroExit)
    {
        _cmdlet = cmdlet;
        _nonZeroIsError = errorOnNonZeroExit
            || LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("PSNativeCommandUseErrorActionPreference"));
    }

    /// <summary>Sets $global:LASTEXITCODE, and after it writes the errors, so that a script which stops at them finds it set.</summary>
    /// <param name="outcome">How the command ended.</param>
    /// <param name="container">The container.</param>
    /// <param name="command">The command's first word, for messages.</param>
    public async Task ReportAsync(CommandOutcome outcome, ResolvedContainer container, string command)
    {
        await _cmdlet.InvokeAsync(() => Set(outcome.ExitCode)).ConfigureAwait(false);
        if (outcome.Detached is { } detached)
        {
            await _cmdlet.InformAsync(detached, container.Label).ConfigureAwait(false);
            return;
        }

        if (outcome.Failure is { } failure)
        {
            failure.Connection = container.Engine.Connection;
            await _cmdlet.WriteErrorAsync(failure, container.Target).ConfigureAwait(false);
        }

        if (outcome.ExitCode is long code and not 0 && _nonZeroIsError)
        {
            await _cmdlet.WriteErrorAsync(
                new CommandFailedException($"'{command}' in container '{container.Label}' ended with exit code {code}.", code) { Connection = container.Engine.Connection },
                container.Target).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what ends with <see cref="ReportAsync"/>. Where it fails before that, the exit code is not known, and $LASTEXITCODE must not stay that of an earlier command.</summary>
    public async Task WatchAsync(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception) when (!_cmdlet.StopToken.IsCancellationRequested)
        {
            await _cmdlet.InvokeAsync(() => Set(null)).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Of several commands the last one that did not end with 0 counts. An unknown exit code is $null, which is not 0 either.</summary>
    private void Set(long? exitCode)
    {
        if (exitCode == 0 && _failed)
        {
            return;
        }

        _failed |= exitCode != 0;
        // Windows' codes are unsigned; $LASTEXITCODE is an int, as native commands leave it.
        _cmdlet.SessionState.PSVariable.Set("global:LASTEXITCODE", exitCode is long code ? unchecked((int)code) : null);
    }
}
