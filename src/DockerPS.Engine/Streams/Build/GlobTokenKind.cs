namespace DockerPS.Engine.Streams.Build;

/// <summary>The parts of an ignore pattern.</summary>
internal enum GlobTokenKind
{
    /// <summary>One given character.</summary>
    Literal,

    /// <summary>"?": one character that is not a slash.</summary>
    AnyCharacter,

    /// <summary>"[a-z]": one character of a set.</summary>
    Class,

    /// <summary>"*": any number of characters that are not slashes.</summary>
    Star,

    /// <summary>"**" at the end: any number of any characters.</summary>
    All,

    /// <summary>"**/": nothing, or folders; followed always by <see cref="FoldersInside"/>.</summary>
    Folders,

    /// <summary>Within the folders of a "**/": left at a slash only.</summary>
    FoldersInside,
}
