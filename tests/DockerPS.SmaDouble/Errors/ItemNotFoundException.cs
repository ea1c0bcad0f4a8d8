namespace System.Management.Automation;

public class ItemNotFoundException : SessionStateException
{
    public ItemNotFoundException()
    {
    }

    public ItemNotFoundException(string? message)
        : base(message)
    {
    }

    public ItemNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    private ItemNotFoundException(string path, string message)
        : base(path, SessionStateCategory.Drive, message, "PathNotFound", ErrorCategory.ObjectNotFound)
    {
    }

    internal static ItemNotFoundException ForPath(string path) =>
        new(path, $"Cannot find path '{path}' because it does not exist.");
}
