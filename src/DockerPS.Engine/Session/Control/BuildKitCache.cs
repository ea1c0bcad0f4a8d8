namespace DockerPS.Engine.Session.Control;

/// <summary>Where a build's cache goes to, or comes from: inline, or registry with the attribute ref.</summary>
internal sealed record BuildKitCache(string Type, IReadOnlyDictionary<string, string> Attributes);
