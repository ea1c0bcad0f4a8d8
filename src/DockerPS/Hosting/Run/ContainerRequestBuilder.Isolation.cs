using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

internal sealed partial class ContainerRequestBuilder
{
    private void AddRights()
    {
        SetSwitch(_host, "Privileged", "Privileged", parameters.Privileged);
        SetList(_host, "CapAdd", parameters.CapabilityAdd);
        SetList(_host, "CapDrop", parameters.CapabilityDrop);
        if (parameters.SecurityOption is { } given)
        {
            SecurityOptions security = SecurityOptions.Parse(given, path => File.ReadAllText(files.Paths.Resolve(path)));
            SetSome(_host, "SecurityOpt", List(security.Options));
            if (security.UnconfinedPaths)
            {
                _host["MaskedPaths"] = new JsonArray();
                _host["ReadonlyPaths"] = new JsonArray();
            }
        }

        SetList(_host, "GroupAdd", parameters.GroupAdd);
        SetList(_host, "DeviceCgroupRules", parameters.DeviceCgroupRule?.Select(DeviceCgroupRule.Parse));
        if (parameters.Sysctl is { } settings)
        {
            _host["Sysctls"] = KeyValueText.ToJson(KeyValueText.Of(settings, "=", "-Sysctl").Select(SysctlSpec.Parse));
        }

        if (parameters.Annotation is { } annotations)
        {
            _host["Annotations"] = KeyValueText.ToJson(annotations, "-Annotation");
            Require(1, 43, "-Annotation");
        }
    }

    private void AddNamespaces()
    {
        SetMode("IpcMode", "IpcNamespace", parameters.IpcNamespace, ["private", "shareable", "host", "none"], joins: true);
        SetMode("PidMode", "PidNamespace", parameters.PidNamespace, ["host"], joins: true);
        SetMode("UTSMode", "UtsNamespace", parameters.UtsNamespace, ["host"], joins: false);
        SetMode("UsernsMode", "UserNamespace", parameters.UserNamespace, ["host"], joins: false);
        SetMode("CgroupnsMode", "CgroupNamespace", parameters.CgroupNamespace, ["private", "host"], joins: false);
        if (parameters.CgroupNamespace is { Length: > 0 })
        {
            Require(1, 41, "-CgroupNamespace");
        }

        Set(_host, "CgroupParent", parameters.CgroupParent);
        Set(_host, "Isolation", parameters.Isolation);
    }

    private void SetMode(string field, string parameter, string? mode, IReadOnlyList<string> words, bool joins)
    {
        if (mode is not null)
        {
            _host[field] = NamespaceMode.Parse(parameter, mode, words, joins);
        }
    }
}
