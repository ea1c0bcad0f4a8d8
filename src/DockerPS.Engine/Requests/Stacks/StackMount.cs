using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>A volume, folder, file, image or file system in memory as a mount of a service's containers.</summary>
internal static class StackMount
{
    private const string Group = "group:";

    /// <exception cref="InvalidRequestException">It cannot be mounted like that.</exception>
    public static JsonObject Of(string stack, ComposeProject project, string service, ComposeVolumeMount mount)
    {
        CheckOptions(service, mount);
        var json = new JsonObject();
        StackJson.SetText(json, "Type", mount.Type);
        StackJson.SetText(json, "Source", mount.Source);
        StackJson.SetText(json, "Target", mount.Target);
        StackJson.SetTrue(json, "ReadOnly", mount.ReadOnly);
        switch (mount.Type)
        {
            case "volume" when mount.Source is { Length: > 0 }:
                AddVolume(json, stack, Volume(project, service, mount), mount.Volume);
                break;
            case "bind" or "npipe" when mount.Bind is { } bind && BindOf(bind) is { Count: > 0 } bindOptions:
                json["BindOptions"] = bindOptions;
                break;
            case "tmpfs" when mount.Tmpfs is { } tmpfs:
                json["TmpfsOptions"] = TmpfsOf(tmpfs);
                break;
            case "image" when mount.Image is { } image:
                var options = new JsonObject();
                StackJson.SetText(options, "Subpath", image.Subpath);
                json["ImageOptions"] = options;
                break;
            case "cluster":
                json["ClusterOptions"] = new JsonObject();
                if (!mount.Source!.StartsWith(Group, StringComparison.Ordinal))
                {
                    json["Source"] = StackNames.Of(stack, Volume(project, service, mount));
                }

                break;
        }

        return json;
    }

    private static void AddVolume(JsonObject json, string stack, ComposeVolume volume, ComposeVolumeOptions? options)
    {
        json["Source"] = StackNames.Of(stack, volume);
        var volumeOptions = new JsonObject();
        StackJson.SetTrue(volumeOptions, "NoCopy", options?.NoCopy);
        StackJson.SetText(volumeOptions, "Subpath", options?.Subpath);
        if (!volume.External)
        {
            volumeOptions["Labels"] = StackNames.Labels(stack, volume.Labels.Concat(options?.Labels ?? []));
            if (!string.IsNullOrEmpty(volume.Driver) || volume.DriverOptions.Count > 0)
            {
                var driver = new JsonObject();
                StackJson.SetText(driver, "Name", volume.Driver);
                if (volume.DriverOptions.Count > 0)
                {
                    driver["Options"] = StackJson.Map(volume.DriverOptions);
                }

                volumeOptions["DriverConfig"] = driver;
            }
        }

        json["VolumeOptions"] = volumeOptions;
    }

    /// <summary>Of the service's short list: /run, or /run:size=64m,mode=1777.</summary>
    /// <exception cref="InvalidRequestException">It has other options, which a swarm has nothing for.</exception>
    public static JsonObject OfTmpfs(string service, string text)
    {
        string[] parts = text.Split(':', 2);
        var options = new JsonObject();
        foreach (string option in parts.Length > 1 ? parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            string[] pair = option.Split('=', 2);
            switch (pair)
            {
                case ["size", var size] when Configuration.Values.SizeText.TryParse(size, out long bytes, out _):
                    options["SizeBytes"] = bytes;
                    break;
                case ["mode", var mode] when mode.Length is > 0 and < 8 && mode.All(static digit => digit is >= '0' and <= '7'):
                    options["Mode"] = Convert.ToInt32(mode, 8);
                    break;
                default:
                    throw Wrong(service, $"has the tmpfs '{text}': a swarm takes size= and mode= of the options");
            }
        }

        var json = new JsonObject { ["Type"] = "tmpfs", ["Target"] = parts[0] };
        if (options.Count > 0)
        {
            json["TmpfsOptions"] = options;
        }

        return json;
    }

    /// <summary>That the folder is made where there is none, as compose does on one engine, no service asks for.</summary>
    private static JsonObject BindOf(ComposeBindOptions bind)
    {
        var options = new JsonObject();
        StackJson.SetText(options, "Propagation", bind.Propagation);
        StackJson.SetTrue(options, "NonRecursive", bind.Recursive == "disabled");
        StackJson.SetTrue(options, "ReadOnlyNonRecursive", bind.Recursive == "writable");
        StackJson.SetTrue(options, "ReadOnlyForceRecursive", bind.Recursive == "readonly");
        return options;
    }

    private static JsonObject TmpfsOf(ComposeTmpfsOptions tmpfs)
    {
        var options = new JsonObject();
        StackJson.SetNumber(options, "SizeBytes", tmpfs.Size);
        StackJson.SetNumber(options, "Mode", tmpfs.Mode);
        return options;
    }

    private static ComposeVolume Volume(ComposeProject project, string service, ComposeVolumeMount mount) =>
        project.Volumes.TryGetValue(mount.Source!, out ComposeVolume? volume)
            ? volume
            : throw Wrong(service, $"mounts the volume '{mount.Source}', which the file does not declare below volumes");

    private static void CheckOptions(string service, ComposeVolumeMount mount)
    {
        bool hasSource = mount.Source is { Length: > 0 };
        switch (mount.Type)
        {
            case "volume" or "bind" or "npipe" or "image" or "cluster" when !hasSource && mount.Type != "volume":
                throw Wrong(service, $"has a mount of type {mount.Type} at {mount.Target} without a source");
            case "bind" when mount.Source is ['.' or '~', ..]:
                throw Wrong(service, $"mounts '{mount.Source}', which is no full path: a project that is deployed has to be read without -NoPathResolution");
            case "tmpfs" when hasSource:
                throw Wrong(service, $"has a tmpfs at {mount.Target} with a source: there is none in memory");
            case "volume" or "bind" or "npipe" or "image" or "cluster" or "tmpfs":
                break;
            default:
                throw Wrong(service, $"has a mount of type '{mount.Type}' at {mount.Target}: volume, bind, tmpfs, npipe, image and cluster are");
        }
    }

    private static InvalidRequestException Wrong(string service, string what) => new("BadStack", $"The service '{service}' {what}.");
}
