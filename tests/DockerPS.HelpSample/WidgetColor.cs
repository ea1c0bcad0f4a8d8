namespace DockerPS.HelpSample;

/// <summary>The colors of a widget.</summary>
public enum WidgetColor
{
    /// <summary>Red.</summary>
    Red,

    /// <summary>Blue.</summary>
    Blue,
}
