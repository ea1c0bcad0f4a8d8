using System.Globalization;
using System.Xml.Linq;

namespace DockerPS.Help;

/// <summary>Writes help in MAML, the format that Get-Help reads for compiled cmdlets. PowerShell shows SYNTAX from here and not
/// from the cmdlet, so it is written out for each parameter set.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_msh = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IEnumerable<CmdletHelp> cmdlets)
    {
        XElement root = new(s_msh + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Command));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n".ReplaceLineEndings("\n");
    }

    private static XElement Command(CmdletHelp cmdlet) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Verb),
            new XElement(s_command + "noun", cmdlet.Noun),
            Description([cmdlet.Synopsis])),
        Description(cmdlet.Description),
        new XElement(s_command + "syntax", cmdlet.Syntax.Select(set => SyntaxItem(cmdlet.Name, set))),
        new XElement(s_command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter, inSyntax: false))),
        new XElement(s_command + "inputTypes", cmdlet.Inputs.Select(input => TypeElement("inputType", input))),
        new XElement(s_command + "returnValues", cmdlet.Outputs.Select(output => TypeElement("returnValue", output))),
        new XElement(s_command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", cmdlet.Links.Select(Link)));

    private static XElement Description(IEnumerable<string> paragraphs) => new(s_maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(s_maml + "para", paragraph));

    private static XElement SyntaxItem(string name, IEnumerable<SetParameter> parameters) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", name),
        parameters.Select(parameter => Parameter(parameter, inSyntax: true)));

    private static XElement Parameter(SetParameter parameter, bool inSyntax)
    {
        ParameterHelp help = parameter.Help;
        return new XElement(
            s_command + "parameter",
            new XAttribute("required", Lower(parameter.Mandatory)),
            new XAttribute("variableLength", Lower(help.IsArray || parameter.Remaining)),
            new XAttribute("globbing", Lower(help.Wildcards)),
            new XAttribute("pipelineInput", parameter.PipelineInput),
            new XAttribute("position", parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", help.Aliases.Count > 0 ? string.Join(", ", help.Aliases) : "none"),
            new XElement(s_maml + "name", help.Name),
            inSyntax ? null : Description(help.Description),
            inSyntax && help.Values.Count > 0
                ? new XElement(s_command + "parameterValueGroup", help.Values.Select(value => ParameterValue(value, required: false)))
                : null,
            // A switch has no value to show in a syntax line.
            inSyntax && help.IsSwitch ? null : ParameterValue(help.TypeName, required: !help.IsSwitch),
            new XElement(s_dev + "type", new XElement(s_maml + "name", help.TypeName), new XElement(s_maml + "uri")),
            new XElement(s_dev + "defaultValue", help.Default));
    }

    private static XElement ParameterValue(string value, bool required) => new(
        s_command + "parameterValue",
        new XAttribute("required", Lower(required)),
        new XAttribute("variableLength", "false"),
        value);

    private static XElement TypeElement(string element, TypeHelp type) => new(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name)),
        Description(type.Description));

    private static XElement Example(ExampleHelp example, int index)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"Example {index + 1}");
        string title = example.Title.Length > 0 ? $"{number}: {example.Title}" : number;
        return new XElement(
            s_command + "example",
            new XElement(s_maml + "title", $"-------- {title} --------"),
            new XElement(s_dev + "code", example.Code),
            // The empty one keeps the next title off the text: Get-Help puts nothing between examples.
            new XElement(s_dev + "remarks", Paragraphs(example.Remarks.Append(""))));
    }

    private static XElement Link(RelatedLink link) => new(
        s_maml + "navigationLink",
        new XElement(s_maml + "linkText", link.Text),
        new XElement(s_maml + "uri", link.Uri));

    private static string Lower(bool value) => value ? "true" : "false";
}
