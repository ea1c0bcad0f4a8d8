using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>What .NET's file classes do not do: owners and hard links. Nothing here follows a link.</summary>
internal static class NativeFiles
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStatus = 0x7ff;
    private const int ReadAccess = 4;

    /// <summary>Gives a file, folder or link to an owner and a group, by their numbers.</summary>
    /// <exception cref="UnauthorizedAccessException">That takes rights that the process has not.</exception>
    public static void ChangeOwner(string path, long userId, long groupId)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Windows files have no user and group ids.");
        }

        if (UnixChangeOwner(path, (uint)userId, (uint)groupId) != 0)
        {
            string reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
            throw new UnauthorizedAccessException($"'{DisplayText.Of(path)}' cannot be given to the user {userId} and the group {groupId}: {reason}");
        }
    }

    /// <summary>Makes another name of a file. False where the file system cannot.</summary>
    public static bool TryLink(string existing, string path) =>
        OperatingSystem.IsWindows() ? WindowsLink(path, existing, 0) : UnixLink(existing, path) == 0;

    /// <summary>True where a file may be read, as far as that can be asked without opening it.</summary>
    public static bool MayRead(string path) => OperatingSystem.IsWindows() || UnixAccess(path, ReadAccess) == 0;

    /// <summary>What the system says of a file, without following a link; null where it cannot be asked so, or there is nothing.</summary>
    public static LinuxStatus? StatusOf(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() && LinuxStat(CurrentFolder, path, NoFollow, BasicStatus, out LinuxStatus status) == 0 ? status : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library of before 2018.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UnixChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UnixLink([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [DllImport("kernel32.dll", EntryPoint = "CreateHardLinkW", SetLastError = true, CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool WindowsLink(string path, string existing, nint security);

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UnixAccess([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LinuxStat(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, out LinuxStatus status);
}
