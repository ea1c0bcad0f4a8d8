using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration;

/// <summary>The folders in which the docker CLI keeps contexts: contexts/meta and contexts/tls, each by the SHA-256 of the name. Read only.</summary>
internal sealed partial class StoredContexts
{
    private const string MetaFile = "meta.json";

    private const string EndpointName = "docker";

    private readonly string _root;

    public StoredContexts(string configFolder) => _root = Path.Combine(configFolder, "contexts");

    /// <summary>Whether docker would take the name for a context; default is taken for itself.</summary>
    public static bool IsValidName(string name) => NamePattern().IsMatch(name);

    /// <summary>All contexts by name; those that cannot be read are among them, with their error.</summary>
    public IReadOnlyList<StoredContext> List()
    {
        string folder = Path.Combine(_root, "meta");
        try
        {
            return !Directory.Exists(folder)
                ? []
                :
                [
                    .. Directory.EnumerateDirectories(folder)
                        .Where(context => File.Exists(Path.Combine(context, MetaFile)))
                        .Select(Read)
                        .OrderBy(context => context.Name, StringComparer.OrdinalIgnoreCase)
                        .ThenBy(context => context.Name, StringComparer.Ordinal),
                ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DockerConfigurationException($"The contexts in '{folder}' cannot be read: {exception.Message} Check the folder's rights.", exception);
        }
    }

    /// <summary>The context of a name: exactly that, else the only one that differs in case alone; null where there is none.</summary>
    public StoredContext? Find(string name)
    {
        if (!IsValidName(name))
        {
            return null;
        }

        string folder = Path.Combine(_root, "meta", FolderOf(name));
        if (File.Exists(Path.Combine(folder, MetaFile)))
        {
            StoredContext exact = Read(folder);
            return exact.Error is null ? exact : exact with { Name = name };
        }

        StoredContext[] others = [.. List().Where(context => context.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return others.Length switch
        {
            0 => null,
            1 => others[0],
            _ => throw new ContextNotFoundException(
                name,
                $"There is no context '{name}', but several that differ only in case: {string.Join(", ", others.Select(context => context.Name))}. Write the name exactly."),
        };
    }

    /// <summary>The name of the folder that a context's name leads to.</summary>
    public static string FolderOf(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))).ToLowerInvariant();

    private StoredContext Read(string folder)
    {
        string file = Path.Combine(folder, MetaFile);
        string folderName = Path.GetFileName(folder);
        try
        {
            ConfigSection meta = ConfigSection.Parse(File.ReadAllBytes(file), $"'{file}'", file);
            string name = meta.Text("Name") ?? "";
            if (!IsValidName(name) || FolderOf(name) != folderName)
            {
                return Broken(folderName, $"The name in '{file}' is not the one of its folder. Remove the folder, or make the context again.");
            }

            ConfigSection? endpoint = meta.Section("Endpoints")?.Entry(EndpointName);
            string host = endpoint?.Text("Host") ?? "";
            bool skipVerification = endpoint?.Flag("SkipTLSVerify") ?? false;
            return new StoredContext(
                name,
                meta.Section("Metadata")?.Text("Description") ?? "",
                host,
                skipVerification,
                TlsOf(folderName, skipVerification),
                host.Length > 0 ? null : $"The context '{name}' has no docker endpoint. Make it again with the endpoint's host.");
        }
        catch (DockerConfigurationException exception)
        {
            return Broken(folderName, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Broken(folderName, $"'{file}' cannot be read: {exception.Message} Check its rights.");
        }
    }

    private static StoredContext Broken(string name, string error) => new(name, "", "", false, null, error);

    private TlsOptions? TlsOf(string folderName, bool skipVerification)
    {
        string folder = Path.Combine(_root, "tls", folderName, EndpointName);
        string? FileOf(string name) => Path.Combine(folder, name) is { } file && File.Exists(file) ? file : null;
        (string? ca, string? certificate, string? key) = (FileOf("ca.pem"), FileOf("cert.pem"), FileOf("key.pem"));
        if (ca is null && certificate is null && key is null && !skipVerification)
        {
            return null;
        }

        // As the CLI has it: one without the other is not sent.
        bool hasPair = certificate is not null && key is not null;
        return new TlsOptions(ca, hasPair ? certificate : null, hasPair ? key : null, skipVerification);
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_.+-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
