using DockerPS.Engine;

namespace DockerPS;

/// <summary>The base of everything that DockerPS reports as its own error.</summary>
public abstract class DockerException : Exception
{
    private protected DockerException(string message, Exception? innerException = null)
        : base(DisplayText.Safe(message), innerException)
    {
    }

    /// <summary>What the user can do about it, where that is known.</summary>
    public string? Advice { get; init; }

    /// <summary>The engine that the error came from, as <see cref="DockerConnection.Name"/>; null where none was involved.</summary>
    public string? Engine => Connection?.Name;

    /// <summary>The connection that the call went through; the first one that is set stays.</summary>
    internal DockerConnection? Connection { get; set => field ??= value; }

    /// <summary>True where several engines do the same at once: the error then says which of them it is about.</summary>
    internal bool IsOneOfMany { get; set; }

    /// <summary>The part of a whole that the error is about, such as a service of a stack, where the message may not name it.</summary>
    internal string? Part { get; set; }
}
