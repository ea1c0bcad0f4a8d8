using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>A script's value without the wrapper that PowerShell may have put around it.</summary>
internal static class Bare
{
    public static object? Of(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>True for a number of any type.</summary>
    public static bool IsNumber(object? value) =>
        value is int or long or short or sbyte or byte or uint or ulong or ushort or double or float or decimal;
}
