namespace DockerPS;

/// <summary>A process of a container, as ps tells of it on the engine's machine (GET /containers/{id}/top).</summary>
/// <remarks>
/// What ps was not asked for is null. All that it said is in <see cref="Columns"/>; columns that have no property here are added to the object under
/// their own names, as text.
/// <para>No property is called Id, Name, ProcessName, ProcessId or Pid: Stop-Process, Wait-Process and Debug-Process take those from the pipeline by
/// their names, and would act on processes of this machine that happen to have the same number or name.</para>
/// </remarks>
public sealed class ContainerProcess : DockerObject
{
    internal ContainerProcess()
    {
    }

    /// <summary>The container's name.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The number of the process on the engine's machine, not in the container; with podman, in the container (PID).</summary>
    public int? HostPid { get; internal init; }

    /// <summary>The number of its parent, likewise (PPID).</summary>
    public int? HostParentPid { get; internal init; }

    /// <summary>The user's name on the engine's machine, or number where it has none there (USER, UID).</summary>
    public string? User { get; internal init; }

    /// <summary>The average use of the CPU since it began, in percent of one CPU (%CPU).</summary>
    public double? CpuPercent { get; internal init; }

    /// <summary>The memory that it holds, in percent of the machine's (%MEM).</summary>
    public double? MemoryPercent { get; internal init; }

    /// <summary>Bytes of memory that it holds (RSS; Private Working Set on Windows).</summary>
    public long? MemoryUsage { get; internal init; }

    /// <summary>Bytes of its address space (VSZ).</summary>
    public long? VirtualSize { get; internal init; }

    /// <summary>The state's letters, as ps has them: S sleeps, R runs, Z is a zombie (STAT, S).</summary>
    public string? State { get; internal init; }

    /// <summary>When it began, as ps writes it: 04:43, Nov21 or 2025 (STIME, START, STARTED).</summary>
    public string? Started { get; internal init; }

    /// <summary>How long it has been there (ELAPSED).</summary>
    public TimeSpan? Elapsed { get; internal init; }

    /// <summary>Its terminal; ? is none (TTY, TT).</summary>
    public string? Tty { get; internal init; }

    /// <summary>The time that CPUs have spent on it (TIME; CPU on Windows).</summary>
    public TimeSpan? CpuTime { get; internal init; }

    /// <summary>The command with its arguments, or its name only, as ps was asked (CMD, COMMAND; Name on Windows).</summary>
    public string? Command { get; internal init; }

    /// <summary>All that ps said, by column, in its own words.</summary>
    public StringMap Columns { get; internal init; } = [];

    /// <summary>The command.</summary>
    public override string ToString() => Command ?? "";
}
