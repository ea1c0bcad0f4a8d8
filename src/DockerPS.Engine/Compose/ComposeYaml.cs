using System.Runtime.Loader;

namespace DockerPS.Engine.Compose;

/// <summary>Finds what reads and writes YAML: the assembly in the folder compose beside this one, loaded on first use.</summary>
internal static class ComposeYaml
{
    private const string Folder = "compose";
    private const string AssemblyName = "DockerPS.Compose";
    private const string TypeName = "DockerPS.Compose.YamlText";

    private static readonly Lazy<IComposeYaml> s_instance = new(Load);

    /// <summary>The reader and writer.</summary>
    /// <exception cref="DockerConfigurationException">The module's files are incomplete.</exception>
    public static IComposeYaml Instance => s_instance.Value;

    private static IComposeYaml Load()
    {
        string folder = Path.Combine(Path.GetDirectoryName(typeof(ComposeYaml).Assembly.Location) ?? "", Folder);
        string path = Path.Combine(folder, AssemblyName + ".dll");
        try
        {
            Type type = new ComposeLoadContext(folder).LoadFromAssemblyPath(path).GetType(TypeName, throwOnError: true)!;
            return (IComposeYaml)Activator.CreateInstance(type)!;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or TypeLoadException or ArgumentException)
        {
            throw new DockerConfigurationException($"The reader of compose files cannot be loaded from {path}: {exception.Message}", exception)
            {
                Advice = "The module's files are incomplete. Install it again.",
            };
        }
    }

    /// <summary>What the folder holds stays in here, so that the YamlDotNet of another module is another one; all else is the caller's.</summary>
    private sealed class ComposeLoadContext(string folder) : AssemblyLoadContext(AssemblyName)
    {
        protected override System.Reflection.Assembly? Load(System.Reflection.AssemblyName assemblyName)
        {
            if (assemblyName.Name == typeof(ComposeYaml).Assembly.GetName().Name)
                return typeof(ComposeYaml).Assembly;
            string path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
