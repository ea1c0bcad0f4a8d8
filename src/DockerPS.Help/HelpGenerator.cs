using System.Reflection;

namespace DockerPS.Help;

/// <summary>Makes PowerShell's help file (MAML) from a compiled module and the doc comments that the compiler wrote beside it.</summary>
internal static class HelpGenerator
{
    /// <summary>The help of every cmdlet class of <paramref name="assembly"/>.</summary>
    /// <param name="assembly">The module's assembly; it is read as data, never run.</param>
    /// <param name="docs">Documentation files: the assembly's own and those of the types that it returns.</param>
    /// <param name="references">The assemblies that it was compiled against.</param>
    /// <exception cref="HelpException">A cmdlet or a parameter has no documentation.</exception>
    public static string Generate(string assembly, IEnumerable<string> docs, IEnumerable<string> references)
    {
        return Generate(assembly, DocComments.Load(docs), references);
    }

    /// <inheritdoc cref="Generate(string, IEnumerable{string}, IEnumerable{string})"/>
    public static string Generate(string assembly, DocComments docs, IEnumerable<string> references)
    {
        string[] paths = [.. references.Append(assembly).DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)];
        string? core = paths.Select(path => Path.GetFileNameWithoutExtension(path)).FirstOrDefault(name => name == "System.Runtime");
        using MetadataLoadContext context = new(new PathAssemblyResolver(paths), core);
        Type[] types = [.. context.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetTypes().Where(type => CmdletName.Of(type) is not null)];
        DocText text = new(types);
        CmdletReader reader = new(docs, text);
        CmdletHelp[] cmdlets = [.. types.Select(reader.Read).OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal).ThenBy(cmdlet => cmdlet.Verb, StringComparer.Ordinal)];
        return reader.Problems.Count == 0 ? MamlWriter.Write(cmdlets) : throw new HelpException(reader.Problems);
    }
}
