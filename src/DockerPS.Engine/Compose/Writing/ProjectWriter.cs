namespace DockerPS.Engine.Compose.Writing;

/// <summary>Writes a project in its canonical form, as docker compose config does: every key in its long form, names, defaults and all that is implied.</summary>
internal static class ProjectWriter
{
    /// <summary>Writes it as a tree.</summary>
    /// <param name="project">The project.</param>
    /// <param name="escapes">Whether a dollar sign is doubled, so that what is written reads as the same again.</param>
    /// <param name="onlyUsed">Whether networks, volumes, secrets, configs and models that no active service uses are left out.</param>
    /// <param name="withFiles">Whether env_file and label_file are written, beside what stands in them.</param>
    public static ComposeMapping Write(ComposeProject project, bool escapes = true, bool onlyUsed = true, bool withFiles = false)
    {
        var to = new MappingBuilder(escapes);
        to.Text("name", project.Name);
        to.Named("services", project.Services, service => to.Item(service, (entry, value) => ServiceWriter.Write(entry, value, withFiles)), mayBeEmpty: true);
        to.Named("networks", Used(project.Networks, static service => service.Networks.Names), network => to.Item(network, WriteNetwork));
        to.Named("volumes", Used(project.Volumes, static service => service.Volumes.Where(static mount => mount.Type == "volume").Select(static mount => mount.Source ?? "")), volume => to.Item(volume, WriteVolume));
        to.Named("secrets", Used(project.Secrets, static service => service.Secrets.Concat(service.Build?.Secrets ?? []).Select(static secret => secret.Source)), secret => to.Item(secret, WriteSecret));
        to.Named("configs", Used(project.Configs, static service => service.Configs.Select(static config => config.Source)), config => to.Item(config, WriteConfig));
        to.Named("models", Used(project.Models, static service => service.Models.Names), model => to.Item(model, WriteModel));
        to.Extensions(project);
        return to.Mapping;

        IEnumerable<T> Used<T>(ComposeCollection<T> parts, Func<ComposeService, IEnumerable<string>> uses)
            where T : IComposeNamed
        {
            HashSet<string> names = [.. project.Services.SelectMany(uses)];
            return parts.Where(part => !onlyUsed || names.Contains(part.Name));
        }
    }

    private static void WriteNetwork(MappingBuilder to, ComposeNetwork network)
    {
        to.Text("name", network.Name);
        to.Text("driver", network.Driver);
        to.Pairs("driver_opts", network.DriverOptions);
        to.ObjectNotEmpty("ipam", network.Ipam, static (ipam, value) =>
        {
            ipam.Text("driver", value.Driver);
            ipam.List("config", value.Pools, pool => ipam.Item(pool, static (entry, part) =>
            {
                entry.Text("subnet", part.Subnet);
                entry.Text("gateway", part.Gateway);
                entry.Text("ip_range", part.IPRange);
                entry.Pairs("aux_addresses", part.AuxiliaryAddresses);
                entry.Extensions(part);
            }));
            // docker compose loses them.
            ipam.Pairs("options", value.Options);
            ipam.Extensions(value);
        });
        to.True("external", network.External);
        to.True("internal", network.Internal);
        to.True("attachable", network.Attachable);
        to.Pairs("labels", network.Labels);
        to.Boolean("enable_ipv4", network.EnableIPv4);
        to.Boolean("enable_ipv6", network.EnableIPv6);
        to.Extensions(network);
    }

    private static void WriteVolume(MappingBuilder to, ComposeVolume volume)
    {
        to.Text("name", volume.Name);
        to.Text("driver", volume.Driver);
        to.Pairs("driver_opts", volume.DriverOptions);
        to.True("external", volume.External);
        to.Pairs("labels", volume.Labels);
        to.Extensions(volume);
    }

    private static void WriteSecret(MappingBuilder to, ComposeSecret secret)
    {
        to.Text("name", secret.Name);
        to.Text("file", secret.File);
        to.Text("environment", secret.Environment);
        to.True("external", secret.External);
        to.Pairs("labels", secret.Labels);
        to.Text("driver", secret.Driver);
        to.Pairs("driver_opts", secret.DriverOptions);
        to.Text("template_driver", secret.TemplateDriver);
        to.Extensions(secret);
    }

    private static void WriteConfig(MappingBuilder to, ComposeConfig config)
    {
        to.Text("name", config.Name);
        to.Text("file", config.File);
        to.Text("environment", config.Environment);
        to.Text("content", config.Content);
        to.True("external", config.External);
        to.Pairs("labels", config.Labels);
        to.Text("template_driver", config.TemplateDriver);
        to.Extensions(config);
    }

    private static void WriteModel(MappingBuilder to, ComposeModel model)
    {
        to.Text("name", model.Name);
        to.Text("model", model.Model);
        to.NumberNotZero("context_size", model.ContextSize);
        to.Texts("runtime_flags", model.RuntimeFlags);
        to.Extensions(model);
    }
}
