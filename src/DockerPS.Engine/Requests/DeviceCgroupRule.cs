using System.Text.RegularExpressions;

namespace DockerPS.Engine.Requests;

/// <summary>What a container may do with devices by their numbers: docker's --device-cgroup-rule.</summary>
internal static partial class DeviceCgroupRule
{
    private const string Form = "'c 42:* rmw': a, b or c, the numbers of the device, and what may be done with it";

    /// <exception cref="InvalidRequestException">The text cannot be read.</exception>
    public static string Parse(string text) => Rule().IsMatch(text) ? text : throw RequestText.Wrong("DeviceCgroupRule", text, "it is not a rule", Form);

    [GeneratedRegex(@"\A[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
