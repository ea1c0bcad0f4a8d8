using System.Collections;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Tells whether a parameter was given without its name.</summary>
internal static class Positional
{
    /// <summary>True where it was, or where PowerShell does not tell: the list is there since PowerShell 3, in a class that is not public.</summary>
    public static bool IsGivenSo(InvocationInfo invocation, string parameter) =>
        invocation.BoundParameters.GetType().GetProperty("BoundPositionally")?.GetValue(invocation.BoundParameters) is not IEnumerable names
        || names.Cast<object>().Any(name => parameter.Equals(name as string, StringComparison.OrdinalIgnoreCase));
}
