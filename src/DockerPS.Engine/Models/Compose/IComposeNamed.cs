namespace DockerPS;

/// <summary>A part of a compose file that is found by the name that the file gives it.</summary>
public interface IComposeNamed
{
    /// <summary>The name in the file.</summary>
    string Name { get; }
}
