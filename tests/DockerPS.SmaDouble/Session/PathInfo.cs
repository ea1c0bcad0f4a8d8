namespace System.Management.Automation;

public sealed class PathInfo
{
    internal PathInfo(PSDriveInfo? drive, ProviderInfo provider, string path, string providerPath)
    {
        Drive = drive;
        Provider = provider;
        Path = path;
        ProviderPath = providerPath;
    }

    public PSDriveInfo? Drive { get; }

    public string Path { get; }

    public ProviderInfo Provider { get; }

    public string ProviderPath { get; }

    public override string ToString() => Path;
}
