namespace DockerPS.Completion;

/// <summary>Where the account of Windows containers is.</summary>
internal sealed class CredentialSpecCompleter() : WordCompleter("config://", "file://", "registry://");
