using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Contracts;

public sealed partial class CmdletContractTests
{
    private static readonly string[] s_reservedNames =
    [
        .. Cmdlet.CommonParameters, .. Cmdlet.OptionalCommonParameters,
        "vb", "db", "ea", "wa", "infa", "proga", "ev", "wv", "iv", "ov", "ob", "pv", "wi", "cf",
    ];

    [Fact]
    public void Every_verb_is_approved()
    {
        HashSet<string> approved = FixtureList.Read("approved-verbs.txt");
        Contract.Holds(ModuleCmdlet.All.Where(c => !approved.Contains(c.Attribute.VerbName)).Select(c => c.Name), "Every verb is approved.");
    }

    [Fact]
    public void Every_cmdlet_asks_ShouldProcess_unless_it_only_reads()
    {
        HashSet<string> reading = FixtureList.Read("reading-cmdlets.txt");
        Contract.Holds(reading.Except(ModuleManifest.CmdletsToExport, StringComparer.OrdinalIgnoreCase), "reading-cmdlets.txt names cmdlets of the manifest.");
        Contract.Holds(ModuleCmdlet.All.Where(c => c.Attribute.SupportsShouldProcess == reading.Contains(c.Name)).Select(c => c.Name),
            "A cmdlet either supports ShouldProcess or is in reading-cmdlets.txt.");
    }

    [Fact]
    public void Every_cmdlet_is_sealed_and_alone_in_a_file_of_its_name_below_Commands()
    {
        string commands = Repository.File("src", "DockerPS", "Commands");
        ILookup<string, string> files = Directory.EnumerateFiles(commands, "*.cs", SearchOption.AllDirectories).ToLookup(f => Path.GetFileName(f));
        foreach (ModuleCmdlet cmdlet in ModuleCmdlet.All)
        {
            Assert.True(cmdlet.Type is { IsSealed: true, IsPublic: true }, $"{cmdlet.Type} is not public and sealed.");
            string? file = files[$"{cmdlet.Type.Name}.cs"].SingleOrDefault();
            Assert.True(file is not null, $"There is no {cmdlet.Type.Name}.cs below Commands.");
            Assert.Equal(commands, Path.GetDirectoryName(Path.GetDirectoryName(file)));
            Assert.Single(CmdletDeclaration().Matches(File.ReadAllText(file)));
        }
    }

    [Fact]
    public void No_parameter_or_alias_is_there_twice_or_hides_a_common_parameter()
    {
        foreach (ModuleCmdlet cmdlet in ModuleCmdlet.All)
        {
            IEnumerable<string> names = cmdlet.Parameters.SelectMany(p => ModuleCmdlet.AliasesOf(p).Prepend(p.Name)).Concat(s_reservedNames);
            string[] twice = [.. names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key)];
            Assert.True(twice.Length == 0, $"{cmdlet.Name} has more than one parameter or alias of the name {string.Join(", ", twice)}.");
        }
    }

    [Fact]
    public void No_cmdlet_hides_a_parameter_of_its_base_class()
    {
        IEnumerable<string> hidden =
            from cmdlet in ModuleCmdlet.All
            from parameter in cmdlet.Parameters
            from inherited in BaseClasses(cmdlet.Type).Where(b => b != parameter.DeclaringType).Select(b => b.GetProperty(parameter.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            where inherited is not null && inherited.GetMethod!.GetBaseDefinition() != parameter.GetMethod!.GetBaseDefinition()
            select $"{cmdlet.Name} -{parameter.Name}";
        Contract.Holds(hidden, "No parameter hides one of a base class.");
    }

    /// <summary>Beside a named set PowerShell forgets that a parameter is in all the others, too.</summary>
    [Fact]
    public void No_parameter_is_in_all_sets_and_in_one()
    {
        IEnumerable<string> mixed =
            from cmdlet in ModuleCmdlet.All
            from parameter in cmdlet.Parameters
            let sets = parameter.GetCustomAttributes<ParameterAttribute>(inherit: false).Select(a => a.ParameterSetName).ToArray()
            where sets.Length > 1 && sets.Contains(ParameterAttribute.AllParameterSets)
            select $"{cmdlet.Name} -{parameter.Name}";
        Contract.Holds(mixed, "A parameter is either in all sets or in those that it names.");
    }

    [Fact]
    public void Every_cmdlet_binds_on_the_double()
    {
        foreach (ModuleCmdlet cmdlet in ModuleCmdlet.All)
        {
            CmdletResult result = CmdletRunner.Create(cmdlet.Name).With("NoSuchParameter", 1).Run();
            // What takes all remaining words takes an unknown parameter for two of them.
            bool takesWords = cmdlet.Parameters.Any(p => p.GetCustomAttributes<ParameterAttribute>(false).Any(a => a.ValueFromRemainingArguments));
            string error = takesWords ? "MissingMandatoryParameter" : "NamedParameterNotFound";
            Assert.Equal($"{error},{cmdlet.Type.FullName}", result.TerminatingError?.FullyQualifiedErrorId);
        }
    }

    // Summaries of cmdlets and parameters are demanded by the build, which makes the help of them.
    [Fact]
    public void Every_cmdlet_has_an_example_that_calls_it()
    {
        Dictionary<string, XElement> docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "DockerPS.xml"))
            .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);
        IEnumerable<string> without = ModuleCmdlet.All
            .Where(c => !docs.GetValueOrDefault($"T:{c.Type.FullName}", new XElement("member"))
                .Elements("example").Elements("code")
                .Any(code => c.Aliases.Prepend(c.Name).Any(n => code.Value.Contains(n, StringComparison.OrdinalIgnoreCase))))
            .Select(c => c.Name);
        Contract.Holds(without, "Every cmdlet has an <example> whose <code> calls it.");
    }

    [Fact]
    public void Every_output_type_of_DockerPS_has_a_view()
    {
        HashSet<string> viewed = [.. Directory.EnumerateFiles(Repository.File("src", "DockerPS", "Formatting"), "*.format.ps1xml")
            .SelectMany(f => XDocument.Load(f).Descendants("ViewSelectedBy").Elements("TypeName"))
            .Select(t => t.Value.Trim())];
        IEnumerable<string> without = ModuleCmdlet.All
            .SelectMany(c => c.Type.GetCustomAttributes<OutputTypeAttribute>())
            .SelectMany(o => o.Type)
            .Select(t => t.Type!)
            .Where(t => t is not null && t.Namespace!.StartsWith("DockerPS", StringComparison.Ordinal))
            .Where(t => !BaseClasses(t).Prepend(t).Any(b => viewed.Contains(b.FullName!)))
            .Select(t => t.FullName!);
        Contract.Holds(without, "Every output type has a view in src/DockerPS/Formatting.");
    }

    /// <summary>Behind objects of another type PowerShell takes no view, but these properties. ps decides which ContainerProcess has.</summary>
    [Fact]
    public void Every_output_type_with_a_connection_says_what_is_shown_of_it_without_a_view()
    {
        ILookup<string, string> shown = XDocument.Load(Repository.File("src", "DockerPS", "Formatting", "DockerPS.types.ps1xml")).Descendants("Type")
            .SelectMany(t => t.Descendants("ReferencedProperties").Elements("Name").Select(p => (Type: t.Element("Name")!.Value, Property: p.Value)))
            .ToLookup(p => p.Type, p => p.Property);
        Type[] types = [.. ModuleCmdlet.All
            .SelectMany(c => c.Type.GetCustomAttributes<OutputTypeAttribute>())
            .SelectMany(o => o.Type)
            .Select(t => t.Type!)
            .Where(t => t?.GetProperty(nameof(DockerObject.Connection)) is not null && t != typeof(ContainerProcess))
            .Distinct()];
        Contract.Holds(types.Where(t => !shown[t.FullName!].Any()).Select(t => t.FullName!), "Every output type has a DefaultDisplayPropertySet.");
        IEnumerable<string> wrong =
            from type in types
            from property in shown[type.FullName!]
            where property is nameof(DockerObject.Connection) or nameof(DockerObject.AdditionalProperties) || type.GetProperties().All(p => p.Name != property)
            select $"{type.Name}.{property}";
        Contract.Holds(wrong, "A DefaultDisplayPropertySet names properties that are there, and no connection.");
    }

    private static IEnumerable<Type> BaseClasses(Type type)
    {
        for (Type? b = type.BaseType; b is not null && b != typeof(object); b = b.BaseType)
            yield return b;
    }

    [GeneratedRegex(@"^\[Cmdlet\(", RegexOptions.Multiline)]
    private static partial Regex CmdletDeclaration();
}
