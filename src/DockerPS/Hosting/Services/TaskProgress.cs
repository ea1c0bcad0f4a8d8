namespace DockerPS.Hosting;

/// <summary>How far one task of a service is that is waited for.</summary>
/// <param name="Key">Its slot, or its node's id where the service has one task a node.</param>
/// <param name="TaskId">The task that is there now.</param>
/// <param name="State">Its state.</param>
/// <param name="Error">Why it does not get on; empty where it does.</param>
/// <param name="Percent">The share of its states that it has gone through.</param>
/// <param name="IsDone">True where it is as it should be.</param>
internal sealed record TaskProgress(string Key, string TaskId, string State, string Error, int Percent, bool IsDone);
