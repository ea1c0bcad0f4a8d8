using System.Collections;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Requests;

/// <summary>A device of the engine's machine in a container: docker's --device.</summary>
/// <param name="PathOnHost">The device; the full name of one that a CDI driver gives (<see cref="IsCdi"/>).</param>
/// <param name="PathInContainer">Where it is in the container.</param>
/// <param name="Permissions">Of r (read), w (write) and m (mknod).</param>
/// <param name="IsCdi">True for vendor.com/class=name, which the engine asks a driver for.</param>
internal sealed partial record DeviceSpec(string PathOnHost, string PathInContainer, string Permissions, bool IsCdi = false)
{
    private const string Form = "'/dev/snd', '/dev/sda:/dev/xvda:rwm' or 'vendor.com/class=name'";

    private const string AllPermissions = "rwm";

    /// <summary>Reads a text, or a table or object of PathOnHost, PathInContainer and CgroupPermissions.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static DeviceSpec Parse(object? value) => value switch
    {
        string text => ParseText(text),
        IDictionary table => OfFields(table),
        _ => throw RequestText.WrongType("Device", value, Form),
    };

    private static DeviceSpec OfFields(IDictionary table)
    {
        var fields = new FieldTable(table, "Device", "@{ PathOnHost = '/dev/sda'; PathInContainer = '/dev/xvda'; Permissions = 'rwm' }");
        string host = fields.Need("PathOnHost", "Source");
        string container = fields.Take("PathInContainer", "Target") ?? host;
        string permissions = fields.Take("CgroupPermissions", "Permissions") ?? AllPermissions;
        fields.Finish();
        return ParseText($"{host}:{container}:{permissions}");
    }

    private static DeviceSpec ParseText(string text)
    {
        if (CdiName().IsMatch(text))
        {
            return new DeviceSpec(text, "", "", IsCdi: true);
        }

        // Windows engines take class/GUID and IDType://ID, which they read themselves.
        if (text.Length > 0 && text[0] != '/' && text.Contains('/') && !text.Contains(":/dev", StringComparison.Ordinal))
        {
            return new DeviceSpec(text, "", "");
        }

        string[] parts = text.Split(':');
        (string host, string container, string permissions) = parts switch
        {
            [string one] => (one, one, AllPermissions),
            [string one, string mode] when IsMode(mode) => (one, one, mode),
            [string one, string two] => (one, two, AllPermissions),
            [string one, string two, string mode] => (one, two, mode),
            _ => throw Wrong(text, "it has too many colons"),
        };
        if (host.Length == 0 || !container.StartsWith('/'))
        {
            throw Wrong(text, $"'{container}' is not an absolute path");
        }

        return IsMode(permissions)
            ? new DeviceSpec(host, container, permissions)
            : throw Wrong(text, $"'{permissions}' is not made of r, w and m, each once");
    }

    private static bool IsMode(string text) => text.Length > 0 && text.All(AllPermissions.Contains) && text.Distinct().Count() == text.Length;

    private static InvalidRequestException Wrong(string text, string reason) => RequestText.Wrong("Device", text, reason, Form);

    [GeneratedRegex(@"\A[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?/[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?=[A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CdiName();
}
