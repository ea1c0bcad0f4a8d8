using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

internal sealed partial record ServiceSpecEdit
{
    private const string ContainerField = "ContainerSpec";

    /// <summary>The image, as it shall stand in the spec.</summary>
    public string? Image { get; init; }

    /// <summary>The words of the command.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>The words of the program that runs instead of the image's entrypoint; none is the image's own.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    public string? WorkingDirectory { get; init; }

    public string? User { get; init; }

    public string? Hostname { get; init; }

    public string? StopSignal { get; init; }

    public TimeSpan? StopGracePeriod { get; init; }

    public bool? Init { get; init; }

    public bool? Tty { get; init; }

    public bool? ReadOnly { get; init; }

    public string? Isolation { get; init; }

    public long? OomScoreAdjustment { get; init; }

    public IReadOnlyList<string> CapabilityAdd { get; init; } = [];

    public IReadOnlyList<string> CapabilityDrop { get; init; } = [];

    public ServiceHealthChange Health { get; init; } = new();

    /// <summary>Variables, NAME=value, and names of those that go.</summary>
    public ListChange<string, string> Environment { get; init; } = ListChange<string, string>.None;

    /// <summary>Labels of the containers, and names of those that go.</summary>
    public ListChange<string, string> ContainerLabels { get; init; } = ListChange<string, string>.None;

    /// <summary>Settings of the kernel, name=value, and names of those that go.</summary>
    public ListChange<string, string> Sysctls { get; init; } = ListChange<string, string>.None;

    /// <summary>Limits of processes, and names of those that go.</summary>
    public ListChange<UlimitSpec, string> Ulimits { get; init; } = ListChange<UlimitSpec, string>.None;

    /// <summary>Mounts, and targets of those that go.</summary>
    public ListChange<JsonObject, string> Mounts { get; init; } = ListChange<JsonObject, string>.None;

    /// <summary>More groups of the containers' user.</summary>
    public ListChange<string, string> Groups { get; init; } = ListChange<string, string>.None;

    public ListChange<string, string> NameServers { get; init; } = ListChange<string, string>.None;

    public ListChange<string, string> DnsOptions { get; init; } = ListChange<string, string>.None;

    public ListChange<string, string> DnsSearch { get; init; } = ListChange<string, string>.None;

    /// <summary>Lines of /etc/hosts, address and name, and those that go by name, and by address where that is said.</summary>
    public ListChange<string, (string Name, string? Address)> Hosts { get; init; } = ListChange<string, (string Name, string? Address)>.None;

    private void ChangeContainer(JsonObject container, List<string> missing)
    {
        SpecJson.Set(container, nameof(Image), Image);
        if (Arguments is not null)
        {
            SpecJson.SetTexts(container, "Args", Arguments);
        }

        if (Entrypoint is not null)
        {
            SpecJson.SetTexts(container, "Command", Entrypoint);
        }

        SpecJson.Set(container, "Dir", WorkingDirectory);
        SpecJson.Set(container, nameof(User), User);
        SpecJson.Set(container, nameof(Hostname), Hostname);
        SpecJson.Set(container, nameof(StopSignal), StopSignal);
        SpecJson.Set(container, nameof(StopGracePeriod), SpecJson.Time(StopGracePeriod));
        SpecJson.Set(container, nameof(Init), Init);
        SpecJson.Set(container, "TTY", Tty);
        SpecJson.Set(container, nameof(ReadOnly), ReadOnly);
        SpecJson.Set(container, nameof(Isolation), Isolation);
        SpecJson.Set(container, "OomScoreAdj", OomScoreAdjustment);
        Health.ApplyTo(container);
        ChangeEnvironment(container, missing);
        ChangeTable(container, "Labels", ContainerLabels, "container label", missing);
        ChangeTable(container, nameof(Sysctls), Sysctls, "sysctl", missing);
        ChangeUlimits(container, missing);
        ChangeMounts(container, missing);
        if (!Groups.IsEmpty)
        {
            SpecJson.SetTexts(container, nameof(Groups), Changed(container, nameof(Groups), Groups, "group", missing));
        }

        ChangeDns(container, missing);
        ChangeHosts(container, missing);
        ChangeCapabilities(container);
    }

    private void ChangeEnvironment(JsonObject container, List<string> missing)
    {
        if (Environment.IsEmpty)
        {
            return;
        }

        List<string> variables = SpecJson.Texts(container, "Env");
        foreach (string name in Environment.Removed)
        {
            if (variables.RemoveAll(variable => NameOf(variable) == NameOf(name)) == 0)
            {
                missing.Add($"variable {NameOf(name)}");
            }
        }

        SpecJson.SetTexts(container, "Env", EnvironmentVariables.Merge(variables.Concat(Environment.Added)));
    }

    private void ChangeUlimits(JsonObject container, List<string> missing)
    {
        if (Ulimits.IsEmpty)
        {
            return;
        }

        var limits = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (JsonObject limit in SpecJson.Objects(container, nameof(Ulimits)))
        {
            limits[SpecJson.Text(limit, "Name")] = limit;
        }

        foreach (string name in Ulimits.Removed)
        {
            if (!limits.Remove(NameOf(name)))
            {
                missing.Add($"ulimit {NameOf(name)}");
            }
        }

        foreach (UlimitSpec limit in Ulimits.Added)
        {
            limits[limit.Name] = new JsonObject { ["Name"] = limit.Name, ["Hard"] = limit.Hard, ["Soft"] = limit.Soft };
        }

        SpecJson.SetObjects(container, nameof(Ulimits), [.. limits.Values]);
    }

    private void ChangeMounts(JsonObject container, List<string> missing)
    {
        if (Mounts.IsEmpty)
        {
            return;
        }

        // A mount that comes takes the place of the one with its target, and one that goes, goes also where it came just now: as docker has it.
        List<JsonObject> all =
        [
            .. Mounts.Added.Concat(SpecJson.Objects(container, nameof(Mounts))).DistinctBy(TargetOf, StringComparer.Ordinal),
        ];
        missing.AddRange(Mounts.Removed.Where(target => !all.Exists(mount => TargetOf(mount) == target)).Select(static target => $"mount at {target}"));
        IEnumerable<JsonObject> left = all.Where(mount => !Mounts.Removed.Contains(TargetOf(mount), StringComparer.Ordinal));
        SpecJson.SetObjects(container, nameof(Mounts),
        [
            .. IsNew ? left : left.OrderBy(static mount => SpecJson.Text(mount, "Source"), StringComparer.Ordinal).ThenBy(TargetOf, StringComparer.Ordinal),
        ]);
    }

    private void ChangeDns(JsonObject container, List<string> missing)
    {
        Change("Nameservers", NameServers, "name server");
        Change("Search", DnsSearch, "search domain");
        Change("Options", DnsOptions, "resolver option");

        void Change(string field, ListChange<string, string> change, string what)
        {
            if (!change.IsEmpty)
            {
                JsonObject dns = SpecJson.Child(container, "DNSConfig");
                SpecJson.SetTexts(dns, field, [.. Changed(dns, field, change, what, missing).Distinct(StringComparer.Ordinal)]);
            }
        }
    }

    private void ChangeHosts(JsonObject container, List<string> missing)
    {
        if (Hosts.IsEmpty)
        {
            return;
        }

        List<string> before = SpecJson.Texts(container, nameof(Hosts));
        foreach ((string name, string? address) in Hosts.Removed)
        {
            if (ServiceHosts.Change(before, [], [(name, address)]).SequenceEqual(before.Distinct(StringComparer.Ordinal)))
            {
                missing.Add($"host {name}{(address is null ? "" : ":" + address)}");
            }
        }

        SpecJson.SetTexts(container, nameof(Hosts), ServiceHosts.Change(before, Hosts.Added, Hosts.Removed));
    }

    private void ChangeCapabilities(JsonObject container)
    {
        if (CapabilityAdd.Count == 0 && CapabilityDrop.Count == 0)
        {
            return;
        }

        CapabilityLists lists = IsNew
            ? CapabilityLists.Of(CapabilityAdd, CapabilityDrop)
            : new CapabilityLists(SpecJson.Texts(container, nameof(CapabilityAdd)), SpecJson.Texts(container, nameof(CapabilityDrop)))
                .Change(CapabilityAdd, CapabilityDrop);
        SpecJson.SetTexts(container, nameof(CapabilityAdd), lists.Added);
        SpecJson.SetTexts(container, nameof(CapabilityDrop), lists.Dropped);
    }

    private static string NameOf(string pair) => RequestText.Cut(pair, '=').Before;

    private static string TargetOf(JsonObject mount) => SpecJson.Text(mount, "Target");
}
