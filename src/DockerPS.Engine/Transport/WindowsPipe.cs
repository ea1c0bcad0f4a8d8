using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Transport;

/// <summary>The one thing that .NET's pipe streams do not do: write a message without bytes. They drop it.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsPipe
{
    private const int ErrorIoPending = 997;

    public static void WriteEmptyMessage(SafePipeHandle pipe)
    {
        using var done = new ManualResetEvent(initialState: false);
        IntPtr overlapped = Marshal.AllocHGlobal(Marshal.SizeOf<NativeOverlapped>());
        try
        {
            // The pipe belongs to the thread pool's completion port, which would take this write for one of its own.
            // An event handle whose lowest bit is set keeps the completion away from the port.
            Marshal.StructureToPtr(new NativeOverlapped { EventHandle = done.SafeWaitHandle.DangerousGetHandle() | 1 }, overlapped, fDeleteOld: false);
            if (WriteFile(pipe, IntPtr.Zero, 0, IntPtr.Zero, overlapped))
            {
                return;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != ErrorIoPending)
            {
                throw new IOException(new Win32Exception(error).Message);
            }

            if (!GetOverlappedResult(pipe, overlapped, out _, wait: true))
            {
                throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
            }
        }
        finally
        {
            Marshal.FreeHGlobal(overlapped);
        }
    }

    [DllImport("kernel32.dll", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool WriteFile(SafePipeHandle file, IntPtr buffer, int count, IntPtr written, IntPtr overlapped);

    [DllImport("kernel32.dll", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetOverlappedResult(SafePipeHandle file, IntPtr overlapped, out int transferred, [MarshalAs(UnmanagedType.Bool)] bool wait);
}
