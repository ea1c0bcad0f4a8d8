using System.Runtime.InteropServices;

namespace DockerPS.Hosting.Terminal;

/// <summary>poll's struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public short Wanted;
    public short Found;
}
