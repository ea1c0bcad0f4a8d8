using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using DockerPS.SmaDouble;

namespace DockerPS.Tests.Support;

/// <summary>Runs one cmdlet on the double as PowerShell's pipeline would: bound by PowerShell's rules, on the calling thread, disposed at the end.
/// A runner is one session: it can be run again, and its variables, location, runspace and host stay.</summary>
internal sealed class CmdletRunner
{
    private static readonly Lazy<Dictionary<string, Type>> s_cmdlets = new(FindCmdlets);
    private readonly Type _cmdlet;
    private readonly Dictionary<string, object?> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly RecordingHost _host = new();
    private IReadOnlyList<object?> _words = [];
    private IEnumerable? _input;
    private int _wanted = int.MaxValue;
    private Action<object?>? _onOutput;
    private string? _line;
    private volatile CommandProcessor? _running;

    private CmdletRunner(Type cmdlet, string location)
    {
        _cmdlet = cmdlet;
        Session = SmaDouble.Session.Create(location);
    }

    /// <summary>The session: variables and the current location.</summary>
    public SessionState Session { get; }

    /// <summary>The host: what was written to it and asked there.</summary>
    public RecordingHostUI Host => _host.Recorder;

    /// <summary>The runspace in which the cmdlet runs; give several runners the same one to let them share a default connection.</summary>
    public Runspace Runspace { get; set; } = SmaDouble.Session.CreateRunspace();

    public static CmdletRunner Create<TCmdlet>()
        where TCmdlet : Cmdlet => new(typeof(TCmdlet), Path.GetTempPath());

    /// <summary>A cmdlet of DockerPS by its name, such as Get-Container.</summary>
    public static CmdletRunner Create(string name) =>
        new(s_cmdlets.Value.GetValueOrDefault(name) ?? throw new ArgumentException($"DockerPS has no cmdlet {name}.", nameof(name)), Path.GetTempPath());

    /// <summary>Sets parameters by name, alias or prefix: the properties of an anonymous object, or the entries of a dictionary.</summary>
    public CmdletRunner With(object parameters)
    {
        if (parameters is IDictionary entries)
        {
            foreach (DictionaryEntry entry in entries)
                _parameters[(string)entry.Key] = entry.Value;
        }
        else
        {
            foreach (PropertyInfo property in parameters.GetType().GetProperties())
                _parameters[property.Name] = property.GetValue(parameters);
        }
        return this;
    }

    /// <summary>Sets one parameter by name, alias or prefix.</summary>
    public CmdletRunner With(string name, object? value)
    {
        _parameters[name] = value;
        return this;
    }

    /// <summary>Arguments as the user types them, one word each: "-d", "-p", "80:80", "nginx", "--". A <see cref="QuotedArgument"/> is always a value.</summary>
    public CmdletRunner Words(params object?[] words)
    {
        _words = words;
        return this;
    }

    /// <summary>Objects that come in by the pipeline. Without a call there is no pipeline; with an empty one ProcessRecord never runs.</summary>
    public CmdletRunner Input(params object?[] objects) => InputFrom(objects);

    /// <summary>Objects that come in by the pipeline, read one by one as the cmdlet is ready for them.</summary>
    public CmdletRunner InputFrom(IEnumerable objects)
    {
        _input = objects;
        return this;
    }

    public CmdletRunner WhatIf() => With("WhatIf", true);

    public CmdletRunner ErrorAction(ActionPreference preference) => With("ErrorAction", preference);

    /// <summary>The answers to the prompts to come, in their order.</summary>
    public CmdletRunner Answer(params ConfirmAnswer[] answers)
    {
        foreach (ConfirmAnswer answer in answers)
            Host.Answers.Enqueue(answer);
        return this;
    }

    /// <summary>Ends the pipeline from behind after so many objects, as Select-Object -First does.</summary>
    public CmdletRunner First(int count)
    {
        _wanted = count;
        return this;
    }

    /// <summary>Called on the pipeline's thread with each object as it is written; what it throws goes up through WriteObject.</summary>
    public CmdletRunner OnOutput(Action<object?> action)
    {
        _onOutput = action;
        return this;
    }

    /// <summary>The current location of the session.</summary>
    public CmdletRunner At(string folder)
    {
        Session.Path.SetLocation(folder);
        return this;
    }

    /// <summary>The command line that MyInvocation tells; made of name and words where it is not given.</summary>
    public CmdletRunner Line(string line)
    {
        _line = line;
        return this;
    }

    public CmdletResult Run()
    {
        CmdletResult result = new(_wanted, _onOutput);
        CommandProcessor processor = new(new CommandRequest
        {
            Cmdlet = _cmdlet,
            Parameters = _parameters,
            Words = _words,
            Input = _input,
            Recorder = result,
            Host = _host,
            SessionState = Session,
            Line = _line ?? LineOfWords(),
            PipelineLength = 1 + (_input is null ? 0 : 1) + (_wanted == int.MaxValue ? 0 : 1),
            PipelinePosition = _input is null ? 1 : 2,
        });
        Runspace? outer = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = Runspace;
        _running = processor;
        try
        {
            processor.Run();
        }
        finally
        {
            _running = null;
            Runspace.DefaultRunspace = outer;
        }
        result.Finish(processor);
        return result;
    }

    /// <summary>What Ctrl+C does; to be called from another thread while <see cref="Run"/> runs.</summary>
    public void Stop() => (_running ?? throw new InvalidOperationException("No cmdlet is running.")).Stop();

    /// <summary>Stops the run as Ctrl+C does, from a thread of its own, and comes back when StopProcessing has; for use within <see cref="OnOutput"/>.</summary>
    public void StopFromAnotherThread()
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(Stop));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private string LineOfWords()
    {
        CmdletAttribute cmdlet = _cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        return string.Join(' ', _words.Select(Written).Prepend($"{cmdlet.VerbName}-{cmdlet.NounName}"));
    }

    private static object? Written(object? word) => word switch
    {
        QuotedArgument quoted => $"'{quoted.Text}'",
        string text when text.Length == 0 || text.Contains(' ') => $"'{text}'",
        _ => word,
    };

    private static Dictionary<string, Type> FindCmdlets() =>
        Assembly.Load("DockerPS").GetTypes()
            .Where(t => !t.IsAbstract && t.IsDefined(typeof(CmdletAttribute)))
            .ToDictionary(
                t => t.GetCustomAttribute<CmdletAttribute>() is { } c ? $"{c.VerbName}-{c.NounName}" : "",
                StringComparer.OrdinalIgnoreCase);
}
