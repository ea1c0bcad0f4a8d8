using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>What a command says to PowerShell, from any thread. The pipeline pump implements it; tests can record it.</summary>
internal interface ICommandSink
{
    /// <summary>Hands one object to the pipeline; waits while the pipeline is 64 items behind.</summary>
    ValueTask WriteAsync(object value, CancellationToken cancellationToken);

    /// <summary>Hands several objects over as one item: the same order, a tenth of the hand-over's cost.</summary>
    ValueTask WriteManyAsync(IReadOnlyList<object> values, CancellationToken cancellationToken);

    /// <summary>Reports an error that does not end the command.</summary>
    ValueTask WriteErrorAsync(ErrorRecord error, CancellationToken cancellationToken);

    /// <summary>Writes to the verbose, debug, warning or information stream.</summary>
    ValueTask LogAsync(LogStream stream, object message, CancellationToken cancellationToken);

    /// <summary>Shows progress. Never waits: the latest state of an activity wins, and a Completed record is never lost.</summary>
    void Progress(ProgressRecord record);

    /// <summary>Asks ShouldProcess on the pipeline thread.</summary>
    Task<bool> ShouldProcessAsync(string target, string action, bool force, CancellationToken cancellationToken);
}
