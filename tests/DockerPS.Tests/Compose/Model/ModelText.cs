using System.Globalization;
using DockerPS.Engine.Compose;
using DockerPS.Engine.Compose.Reading;
using DockerPS.Engine.Compose.Writing;

namespace DockerPS.Tests.Compose.Model;

/// <summary>Compose text in, the typed model or its canonical form out, without files and merging.</summary>
internal static class ModelText
{
    public const string Head = "services:\n  web:\n    image: x\n";

    private static readonly Dictionary<string, string> s_environment = new(StringComparer.Ordinal) { ["GIVEN"] = "from outside" };

    /// <summary>A project named p of the text, read and checked.</summary>
    public static ComposeProject Read(string text, params string[] disabled)
    {
        var tree = new ComposeTree
        {
            ProjectName = "p",
            ProjectDirectory = "/work/p",
            Files = ["/work/p/compose.yaml"],
            Root = Tree.ReadMapping(text),
            ActiveProfiles = [],
            AllProfiles = [],
            DisabledServices = disabled.ToHashSet(StringComparer.Ordinal),
            Environment = s_environment,
            Variables = [],
            HasVariables = false,
            NoNormalize = false,
            Warnings = new ComposeWarnings(),
        };
        return ProjectReader.Read(tree);
    }

    /// <summary>A service named web with the image x and the given keys.</summary>
    public static ComposeService Service(string keys, string top = "") => Read(Text(keys, top)).Services["web"];

    /// <summary>The text of a project with a service named web, the image x and the given keys.</summary>
    public static string Text(string keys, string top = "") =>
        Head + string.Concat(keys.Split('\n').Select(static line => $"    {line}\n")) + top;

    /// <summary>The canonical form of one key of the service, as <see cref="Tree.Show"/> has it; none where it is left out.</summary>
    public static string Canonical(string keys, string key, string top = "")
    {
        ComposeMapping written = ProjectWriter.Write(Read(Text(keys, top)));
        var service = (ComposeMapping)((ComposeMapping)written["services"]!)["web"]!;
        return service[key] is { } node ? Tree.Show(node) : "none";
    }

    /// <summary>The canonical form of a part of the top, such as networks.</summary>
    public static string CanonicalTop(string text, string key) =>
        ProjectWriter.Write(Read(text), onlyUsed: false)[key] is { } node ? Tree.Show(node) : "none";

    /// <summary>The error of a service's keys: line, column and path within the keys, and the message behind them.</summary>
    public static string Error(string keys, string top = "") => ErrorOf(Text(keys, top), 3, 4);

    /// <summary>The error of a text: line, column, path and message.</summary>
    public static string ErrorOf(string text, int skippedLines = 0, int skippedColumns = 0)
    {
        ComposeException error = Assert.Throws<ComposeException>(() => Read(text));
        string place = string.Create(CultureInfo.InvariantCulture, $"{error.Line - skippedLines}:{error.Column - skippedColumns}");
        string prefix = string.Create(CultureInfo.InvariantCulture, $"compose.yaml:{error.Line}:{error.Column}: ");
        Assert.StartsWith(prefix, error.Message, StringComparison.Ordinal);
        return $"{place} {error.Message[prefix.Length..]}";
    }
}
