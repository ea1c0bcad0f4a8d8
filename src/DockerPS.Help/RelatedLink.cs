namespace DockerPS.Help;

/// <summary>A line of RELATED LINKS: a topic of Get-Help, or a text with an address.</summary>
internal sealed record RelatedLink(string Text, string Uri);
