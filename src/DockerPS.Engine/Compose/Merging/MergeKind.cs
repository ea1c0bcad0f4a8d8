namespace DockerPS.Engine.Compose;

/// <summary>How what a later file says goes with what an earlier one said.</summary>
internal enum MergeKind
{
    /// <summary>By what it is: mappings are merged, lists appended, single values replaced.</summary>
    Default,

    /// <summary>The later one replaces the earlier one.</summary>
    Replace,

    /// <summary>Names and values, as a mapping or as a list of name=value: by name.</summary>
    Variables,

    /// <summary>Names with options, as a mapping or as a list of names: by name.</summary>
    Names,

    /// <summary>As names, whose options are those of a dependency.</summary>
    Dependencies,

    /// <summary>A single text is a list of one; lists are appended.</summary>
    List,

    /// <summary>As a list; a mapping is a list of name=value, and what is there already is not added.</summary>
    Hosts,

    /// <summary>A single text is the context.</summary>
    Build,

    /// <summary>Options are merged only where the driver is the same.</summary>
    Logging,

    /// <summary>Pools of addresses: the later ones count, merged with the earlier ones of the same subnet.</summary>
    Pools,
}
