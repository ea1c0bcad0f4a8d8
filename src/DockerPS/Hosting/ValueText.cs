using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>A value of a script as the engine's text: numbers invariant, booleans true and false.</summary>
internal static class ValueText
{
    public static string Of(object? value) => Bare.Of(value) switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        SwitchParameter given => given.IsPresent ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString() ?? "",
    };

    public static IEnumerable<string> AllOf(object? value)
    {
        object? bare = Bare.Of(value);
        return bare is IEnumerable list and not string ? list.Cast<object?>().Select(Of) : [Of(bare)];
    }
}
