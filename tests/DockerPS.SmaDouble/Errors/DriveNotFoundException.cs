namespace System.Management.Automation;

public class DriveNotFoundException : SessionStateException
{
    public DriveNotFoundException()
    {
    }

    public DriveNotFoundException(string? message)
        : base(message)
    {
    }

    public DriveNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    private DriveNotFoundException(string drive, string message)
        : base(drive, SessionStateCategory.Drive, message, "DriveNotFound", ErrorCategory.ObjectNotFound)
    {
    }

    internal static DriveNotFoundException ForDrive(string drive) =>
        new(drive, $"Cannot find drive. A drive with the name '{drive}' does not exist.");
}
