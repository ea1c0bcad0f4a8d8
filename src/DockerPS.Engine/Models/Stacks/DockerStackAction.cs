namespace DockerPS;

/// <summary>What a deployment does to a part of a stack.</summary>
public enum DockerStackAction
{
    /// <summary>Nothing: it is as it should be.</summary>
    None,

    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>It is removed, since the file does not have it any more (-Prune).</summary>
    Remove,
}
