using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

internal sealed partial class ContainerRequestBuilder
{
    private void AddStorage()
    {
        var binds = new JsonArray();
        var anonymous = new JsonObject();
        foreach (VolumeSpec volume in PlainInput.AllOf(parameters.Volume).SelectMany(value => VolumeSpec.Parse(value, files.Paths.Resolve)))
        {
            if (volume.Bind is { } bind)
            {
                binds.Add(bind);
            }
            else
            {
                anonymous[volume.AnonymousTarget!] = new JsonObject();
            }
        }

        var mounts = new JsonArray();
        foreach (MountSpec mount in MountSpec.ParseAll(PlainInput.AllOf(parameters.Mount), files.Paths.Resolve))
        {
            mounts.Add(mount.Json);
            _requirements.AddRange(mount.Requirements);
        }

        var tmpfs = new JsonObject();
        foreach (TmpfsSpec spec in PlainInput.AllOf(parameters.Tmpfs).SelectMany(TmpfsSpec.Parse))
        {
            tmpfs[spec.Path] = spec.Options;
        }

        SetSome(_host, "VolumesFrom", List(PlainInput.AllOf(parameters.VolumeFrom).SelectMany(VolumeSource.Parse)));
        Set(_host, "VolumeDriver", parameters.VolumeDriver);
        if (parameters.StorageOption is { } options)
        {
            _host["StorageOpt"] = KeyValueText.ToJson(KeyValueText.Of(options, "=", "-StorageOption").Select(static option => option.Contains('=')
                ? option
                : throw RequestText.Wrong("StorageOption", option, "it has no value", "'size=10G' or @{ size = '10G' }")));
        }

        SetSome(_host, "Binds", binds);
        SetSome(_config, "Volumes", anonymous);
        SetSome(_host, "Mounts", mounts);
        SetSome(_host, "Tmpfs", tmpfs);
        SetSwitch(_host, "ReadonlyRootfs", "ReadOnly", parameters.ReadOnly);
    }
}
