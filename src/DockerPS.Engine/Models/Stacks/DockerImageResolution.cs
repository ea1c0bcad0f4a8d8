namespace DockerPS;

/// <summary>When the registry is asked which digest an image has, by which every node then pulls the same.</summary>
public enum DockerImageResolution
{
    /// <summary>At every deployment: what a tag stands for may have become another image.</summary>
    Always,

    /// <summary>Where the file names another image than at the deployment before.</summary>
    Changed,

    /// <summary>Never: every node looks for the image by itself.</summary>
    Never,
}
