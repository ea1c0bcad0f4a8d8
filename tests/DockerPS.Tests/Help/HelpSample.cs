using System.Runtime.InteropServices;
using System.Xml.Linq;
using DockerPS.Help;

namespace DockerPS.Tests.Help;

/// <summary>The help of the sample module.</summary>
internal static class HelpSample
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "HelpSample");

    public static string Assembly { get; } = Path.Combine(s_folder, "DockerPS.HelpSample.dll");

    public static XDocument Docs() => XDocument.Load(Path.Combine(s_folder, "DockerPS.HelpSample.xml"), LoadOptions.PreserveWhitespace);

    public static string Generate(XDocument docs) => HelpGenerator.Generate(
        Assembly,
        new DocComments([docs]),
        [.. Directory.GetFiles(s_folder, "*.dll"), .. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll")]);
}
