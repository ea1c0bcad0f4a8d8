using System.Security;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting.Terminal;

/// <summary>Reads the size of the terminal's window, by .NET: ioctl's numbers and calling convention differ between systems.</summary>
internal static class WindowSize
{
    /// <summary>The size; null where there is no window, or it tells none.</summary>
    public static TerminalSize? Read()
    {
        try
        {
            var size = new TerminalSize(Console.WindowHeight, Console.WindowWidth);
            return size.Rows > 0 && size.Columns > 0 ? size : null;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException or SecurityException)
        {
            return null;
        }
    }
}
