using System.Reflection;
using System.Xml.Linq;

namespace DockerPS.Help;

/// <summary>The parameters of a cmdlet class, base classes included, sorted into its parameter sets as PowerShell does it.</summary>
internal sealed class ParameterReader(DocComments docs, DocText text, ICollection<string> problems)
{
    /// <summary>PowerShell's name of the set that every parameter without a set belongs to.</summary>
    private const string AllSets = "__AllParameterSets";

    private static readonly SetParameter[] s_shouldProcess =
    [
        Common("WhatIf", "wi", "Shows what would happen if the cmdlet ran. The cmdlet is not run."),
        Common("Confirm", "cf", "Prompts you for confirmation before running the cmdlet."),
    ];

    /// <summary>The sets with their parameters, in PowerShell's order: the default one first, then as the parameters name them.</summary>
    public IReadOnlyList<IReadOnlyList<SetParameter>> Sets(Type type, CmdletName name)
    {
        CustomAttributeData cmdlet = type.Attribute("CmdletAttribute")!;
        List<(ParameterHelp Help, CustomAttributeData[] Declarations)> parameters = [];
        // GetProperties gives the class's own properties first and its bases' behind them: PowerShell's order too.
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            CustomAttributeData[] declarations = [.. property.Attributes("ParameterAttribute")];
            if (declarations.Length > 0 && !declarations.All(each => each.Named("DontShow", false)))
            {
                parameters.Add((Read(property, name), declarations));
            }
        }

        IEnumerable<SetParameter> common = cmdlet.Named("SupportsShouldProcess", false) ? s_shouldProcess : [];
        return [.. SetNames(cmdlet.Named("DefaultParameterSetName", ""), parameters.SelectMany(each => each.Declarations))
            .Select(set => InDisplayOrder(parameters.Select(each => InSet(each.Help, each.Declarations, set)).OfType<SetParameter>().Concat(common)))];
    }

    private static SetParameter Common(string name, string alias, string description) => new(
        new ParameterHelp
        {
            Name = name,
            TypeName = "switch",
            IsSwitch = true,
            IsArray = false,
            Description = [description],
            Aliases = [alias],
            Wildcards = false,
            Default = "False",
            Values = [],
        },
        Mandatory: false,
        Position: null,
        ByValue: false,
        ByPropertyName: false,
        Remaining: false);

    private static IEnumerable<string> SetNames(string defaultSet, IEnumerable<CustomAttributeData> declarations)
    {
        string[] names = [.. declarations.Select(SetOf).Where(set => set != AllSets)];
        return (defaultSet.Length > 0 ? names.Prepend(defaultSet) : names).Distinct(StringComparer.OrdinalIgnoreCase).DefaultIfEmpty(AllSets);
    }

    private static string SetOf(CustomAttributeData declaration) => declaration.Named("ParameterSetName", AllSets);

    private static SetParameter? InSet(ParameterHelp help, CustomAttributeData[] declarations, string set)
    {
        CustomAttributeData? declaration = declarations.FirstOrDefault(each => string.Equals(SetOf(each), set, StringComparison.OrdinalIgnoreCase))
            ?? declarations.FirstOrDefault(each => SetOf(each) == AllSets);
        if (declaration is null || declaration.Named("DontShow", false))
        {
            return null;
        }

        int position = declaration.Named("Position", int.MinValue);
        return new SetParameter(
            help,
            declaration.Named("Mandatory", false),
            position == int.MinValue ? null : position,
            declaration.Named("ValueFromPipeline", false),
            declaration.Named("ValueFromPipelineByPropertyName", false),
            declaration.Named("ValueFromRemainingArguments", false));
    }

    /// <summary>The order of Get-Command -Syntax: by position, then the mandatory ones, then the rest as declared.</summary>
    private static IReadOnlyList<SetParameter> InDisplayOrder(IEnumerable<SetParameter> parameters) =>
        [.. parameters.OrderBy(each => each.Position ?? int.MaxValue).ThenBy(each => each.Position is null && !each.Mandatory)];

    private ParameterHelp Read(PropertyInfo property, CmdletName cmdlet)
    {
        XElement? comment = Comment(property);
        IReadOnlyList<string> description = [.. text.Paragraphs(comment?.Element("summary")), .. text.Paragraphs(comment?.Element("remarks"))];
        if (description.Count == 0)
        {
            problems.Add($"{cmdlet} -{property.Name} ({DocComments.IdOf(property.DeclaringType!)}.{property.Name}) has no <summary>");
        }

        Type type = property.PropertyType;
        bool isSwitch = type.FullName == "System.Management.Automation.SwitchParameter";
        IReadOnlyList<string> values = Values(property);
        string value = string.Join(' ', text.Paragraphs(comment?.Element("value")));
        return new ParameterHelp
        {
            Name = property.Name,
            TypeName = TypeNames.Short(type),
            IsSwitch = isSwitch,
            IsArray = type.IsArray,
            Description = values.Count > 0 ? [.. description, $"Accepted values: {string.Join(", ", values)}."] : description,
            Aliases = [.. property.Attributes("AliasAttribute").SelectMany(alias => alias.Values()).Cast<string>()],
            Wildcards = property.Attribute("SupportsWildcardsAttribute") is not null,
            Default = value.Length > 0 ? value : isSwitch ? "False" : "None",
            Values = values,
        };
    }

    /// <summary>The property's own comment, or where an override has none, that of what it overrides.</summary>
    private XElement? Comment(PropertyInfo property)
    {
        for (Type? type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            PropertyInfo? declared = type.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
            if (declared is not null && docs.Of(declared) is { } comment && comment.Element("summary") is not null)
            {
                return comment;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Values(PropertyInfo property)
    {
        if (property.Attribute("ValidateSetAttribute") is { } validateSet)
        {
            return [.. validateSet.Values().OfType<string>()];
        }

        Type type = property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType;
        if (type.IsConstructedGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1")
        {
            type = type.GetGenericArguments()[0];
        }

        return type.IsEnum ? [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)] : [];
    }
}
