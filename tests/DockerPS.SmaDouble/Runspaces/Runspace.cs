namespace System.Management.Automation.Runspaces;

public class Runspace : IDisposable
{
    [ThreadStatic]
    private static Runspace? s_default;
    private static int s_lastId;

    internal Runspace()
    {
        Id = Interlocked.Increment(ref s_lastId);
        Name = $"Runspace{Id}";
    }

    public event EventHandler<RunspaceStateEventArgs>? StateChanged;

    public static bool CanUseDefaultRunspace => s_default is not null;

    public static Runspace? DefaultRunspace
    {
        get => s_default;
        set => s_default = value;
    }

    public int Id { get; }

    public Guid InstanceId { get; } = Guid.NewGuid();

    public string Name { get; set; }

    public RunspaceStateInfo RunspaceStateInfo { get; private set; } = new(RunspaceState.Opened);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public virtual void Close()
    {
        if (RunspaceStateInfo.State == RunspaceState.Closed)
            return;
        RunspaceStateInfo = new RunspaceStateInfo(RunspaceState.Closed);
        StateChanged?.Invoke(this, new RunspaceStateEventArgs(RunspaceStateInfo));
    }

    protected virtual void Dispose(bool disposing) => Close();
}
