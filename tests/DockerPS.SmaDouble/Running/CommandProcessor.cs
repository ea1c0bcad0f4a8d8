using System.Management.Automation;

namespace DockerPS.SmaDouble;

/// <summary>Runs one cmdlet as PowerShell's pipeline does: bind, begin, a record for each input, end, dispose, all on the calling thread.</summary>
public sealed class CommandProcessor
{
    private readonly CommandRequest _request;
    private readonly CommandRuntime _runtime;
    private readonly ParameterBinder _binder;
    private readonly InvocationInfo _invocation;

    public CommandProcessor(CommandRequest request)
    {
        _request = request;
        CommandMetadata metadata = new(request.Cmdlet);
        Cmdlet = (Cmdlet)Activator.CreateInstance(request.Cmdlet)!;
        _invocation = new InvocationInfo(new CmdletInfo(metadata.Name, request.Cmdlet))
        {
            InvocationName = metadata.Name,
            Line = request.Line,
            Statement = request.Line,
            ExpectingInput = request.Input is not null,
            PipelineLength = request.PipelineLength,
            PipelinePosition = request.PipelinePosition,
        };
        _runtime = new CommandRuntime(request.Host, request.Recorder, metadata, _invocation, request.SessionState);
        _binder = new ParameterBinder(metadata, Cmdlet, _invocation, new EngineIntrinsics(request.Host, request.SessionState));
        Cmdlet.CommandRuntime = _runtime;
        Cmdlet.MyInvocationSource = metadata.Name;
        (Cmdlet as PSCmdlet)?.Attach(request.SessionState, _invocation);
    }

    public Cmdlet Cmdlet { get; }

    /// <summary>Why the pipeline ended before its time: what the script would catch. Null for a stop and for a downstream that wants no more.</summary>
    public Exception? Failure => _runtime.Failure;

    /// <summary>Whether the cmdlet let the exception through by which a command behind it ends the pipeline.</summary>
    public bool StoppedByDownstream { get; private set; }

    /// <summary>Whether a stop ended the pipeline.</summary>
    public bool Stopped { get; private set; }

    public void Run()
    {
        try
        {
            RunParts();
        }
        catch (PipelineStoppedException)
        {
            Stopped = Failure is null;
        }
        catch (StopUpstreamException)
        {
            StoppedByDownstream = true;
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>What Ctrl+C does; to be called from another thread than the pipeline's.</summary>
    public void Stop()
    {
        _runtime.Stop();
        Cmdlet.DoStopProcessing();
    }

    private void RunParts()
    {
        try
        {
            _binder.BindCommandLine(
                [.. _request.Parameters.Select(p => CommandArgument.Named(p.Key, p.Value)), .. CommandArgument.Parse(_request.Words)],
                _request.Input is not null);
        }
        catch (ParameterBindingException e)
        {
            e.ErrorRecord.SetInvocationInfo(_invocation);
            throw _runtime.Fail(e);
        }
        Guard(Cmdlet.DoBeginProcessing);
        if (_request.Input is null)
            Guard(Cmdlet.DoProcessRecord);
        else
        {
            foreach (object? input in _request.Input)
            {
                // The command before this one fails on its next write once the pipeline stops, and nothing behind it runs on.
                if (_runtime.IsStopping)
                    throw new PipelineStoppedException("The pipeline has been stopped.");
                if (Bind(input))
                    Guard(Cmdlet.DoProcessRecord);
            }
        }
        Guard(Cmdlet.DoEndProcessing);
    }

    private bool Bind(object? input)
    {
        ErrorRecord error;
        try
        {
            if (!_binder.BindPipeline(input))
            {
                error = new ParameterBindingException("InputObjectNotBound", ErrorCategory.InvalidArgument, null,
                    "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.").ErrorRecord;
            }
            else if (_binder.MissingMandatory() is { Count: > 0 } missing)
            {
                error = new ParameterBindingException("InputObjectMissingMandatory", ErrorCategory.InvalidArgument, null,
                    $"The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  {string.Join(" ", missing)}").ErrorRecord;
            }
            else
                return true;
        }
        catch (ParameterBindingException e)
        {
            error = e.ErrorRecord;
        }
        error.SetTargetObject(input);
        error.SetInvocationInfo(_invocation);
        _runtime.ReportError(error);
        return false;
    }

    private void Guard(Action part)
    {
        try
        {
            _runtime.Run(part);
        }
        catch (Exception e) when (e is not PipelineStoppedException and not FlowControlException)
        {
            throw _runtime.Fail(new CmdletInvocationException(e, _invocation));
        }
    }

    private void Dispose()
    {
        try
        {
            (Cmdlet as IDisposable)?.Dispose();
        }
        catch (Exception e)
        {
            _runtime.Fail(new CmdletInvocationException(e, _invocation));
        }
    }
}
