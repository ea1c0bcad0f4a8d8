using System.Runtime.InteropServices;

namespace DockerPS.Hosting.Terminal;

/// <summary>The C library's calls for terminals, the same in glibc, musl and on macOS.</summary>
internal static class UnixNative
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;

    /// <summary>TCSANOW: at once, and what is typed already stays.</summary>
    public const int Now = 0;

    public const short Readable = 1;
    public const int Interrupted = 4;
    public const int InputOutputError = 5;

    /// <summary>More than struct termios takes anywhere (60 bytes on Linux, 72 on macOS).</summary>
    public const int SettingsSize = 256;

    private const string Library = "libc";

    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    [DllImport(Library, EntryPoint = "isatty")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int IsTerminal(int descriptor);

    [DllImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int GetSettings(int descriptor, [Out] byte[] settings);

    [DllImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetSettings(int descriptor, int when, [In] byte[] settings);

    [DllImport(Library, EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void MakeRaw([In, Out] byte[] settings);

    [DllImport(Library, EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Poll([In, Out] PollDescriptor[] descriptors, nuint count, int milliseconds);

    [DllImport(Library, EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Read(int descriptor, ref byte buffer, nint count);
}
