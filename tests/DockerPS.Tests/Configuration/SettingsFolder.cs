using System.Security.Cryptography;
using System.Text;
using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Configuration;

/// <summary>A temporary home with docker's settings, and an environment that reads nothing else.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("dockerps-");

    public SettingsFolder()
    {
        Variables["HOME"] = Home;
        Variables["USERPROFILE"] = Home;
        Environment = Make(isWindows: false);
        Directory.CreateDirectory(ConfigFolder);
    }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Sockets { get; } = ["/var/run/docker.sock"];

    public DockerEnvironment Environment { get; }

    public string Home => _root.FullName;

    public string ConfigFolder => Path.Combine(Home, ".docker");

    public string ConfigFile => Path.Combine(ConfigFolder, "config.json");

    public DockerEnvironment Make(bool isWindows) => new(name => Variables.GetValueOrDefault(name))
    {
        IsWindows = isWindows,
        IsMacOS = false,
        SocketExists = Sockets.Contains,
    };

    public static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    public void WriteConfig(string json) => File.WriteAllText(ConfigFile, json);

    public string Write(string relativePath, string content)
    {
        string path = Path.GetFullPath(Path.Combine(Home, relativePath));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void WriteContext(string name, string host, bool skipVerification = false, string description = "", params string[] tlsFiles)
    {
        string skip = skipVerification ? "true" : "false";
        WriteMeta(name, $$$"""
            {"Name":"{{{name}}}","Metadata":{"Description":"{{{description}}}","Other":1},
             "Endpoints":{"docker":{"Host":"{{{host}}}","SkipTLSVerify":{{{skip}}}},"other":{}} }
            """);
        foreach (string file in tlsFiles)
        {
            Write($".docker/contexts/tls/{Hash(name)}/docker/{file}", "material");
        }
    }

    public void WriteMeta(string name, string json) => Write($".docker/contexts/meta/{Hash(name)}/meta.json", json);

    public void Dispose() => _root.Delete(recursive: true);
}
