using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>A script's value without the wrapper that PowerShell may have put around it.</summary>
internal static class Bare
{
    public static object? Of(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
