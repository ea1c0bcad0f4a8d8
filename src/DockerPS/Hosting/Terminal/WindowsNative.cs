using System.Runtime.InteropServices;

namespace DockerPS.Hosting.Terminal;

/// <summary>Windows' calls for consoles.</summary>
internal static class WindowsNative
{
    public const int StandardInput = -10;
    public const int StandardOutput = -11;
    public const uint FirstObject = 0;
    public const uint WaitFailed = uint.MaxValue;
    public const uint NoTimeLimit = uint.MaxValue;
    public const int BrokenPipe = 109;
    public const int OperationAborted = 995;

    private const string Library = "kernel32.dll";

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern nint GetStdHandle(int which);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool GetConsoleMode(nint console, out uint mode);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool SetConsoleMode(nint console, uint mode);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern uint WaitForMultipleObjects(uint count, [In] nint[] handles, [MarshalAs(UnmanagedType.Bool)] bool all, uint milliseconds);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ReadConsoleInputW(nint console, [Out] ConsoleKeyRecord[] records, uint length, out uint read);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ReadConsoleW(nint console, [Out] char[] text, uint length, out uint read, nint control);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool WriteConsoleW(nint console, ref char text, uint length, out uint written, nint reserved);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool ReadFile(nint file, ref byte buffer, uint length, out uint read, nint overlapped);

    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static extern bool CancelIoEx(nint file, nint overlapped);
}
