using System.Reflection;
using System.Xml.Linq;

namespace DockerPS.Help;

/// <summary>Puts the help of a cmdlet together from its metadata and its doc comments.</summary>
internal sealed class CmdletReader(DocComments docs, DocText text)
{
    private readonly List<string> _problems = [];

    /// <summary>What is missing in the cmdlets read so far.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public CmdletHelp Read(Type type)
    {
        CmdletName name = CmdletName.Of(type)!;
        XElement? comment = docs.Of(type);
        IReadOnlyList<string> summary = text.Paragraphs(comment?.Element("summary"));
        if (summary.Count == 0)
        {
            _problems.Add($"{name} ({DocComments.IdOf(type)}) has no <summary>");
        }

        IReadOnlyList<IReadOnlyList<SetParameter>> sets = new ParameterReader(docs, text, _problems).Sets(type, name);
        SetParameter[] parameters = [.. sets.SelectMany(set => set)
            .GroupBy(parameter => parameter.Help.Name, StringComparer.OrdinalIgnoreCase)
            .Select(OverAllSets)
            .OrderBy(parameter => parameter.Help.Name, StringComparer.OrdinalIgnoreCase)];
        return new CmdletHelp
        {
            Verb = name.Verb,
            Noun = name.Noun,
            Synopsis = summary.FirstOrDefault(""),
            Description = [.. summary, .. text.Paragraphs(comment?.Element("remarks")), .. Aliases(type)],
            Syntax = sets,
            Parameters = parameters,
            Inputs = Inputs(type, parameters),
            Outputs = Outputs(type),
            Examples = [.. (comment?.Elements("example") ?? []).Select(Example)],
            Links = Links(comment, name),
        };
    }

    /// <summary>One line for all sets: needed only where every set needs it, and with a position where any set has one.</summary>
    private static SetParameter OverAllSets(IEnumerable<SetParameter> inSets)
    {
        SetParameter[] all = [.. inSets];
        return all[0] with
        {
            Mandatory = all.All(each => each.Mandatory),
            Position = all.Select(each => each.Position).FirstOrDefault(position => position is not null),
            ByValue = all.Any(each => each.ByValue),
            ByPropertyName = all.Any(each => each.ByPropertyName),
            Remaining = all.Any(each => each.Remaining),
        };
    }

    /// <summary>MAML has no place of its own for the aliases of a cmdlet.</summary>
    private static IEnumerable<string> Aliases(Type type)
    {
        string[] aliases = [.. type.Attributes("AliasAttribute").SelectMany(alias => alias.Values()).Cast<string>()];
        return aliases.Length > 0 ? [$"Alias: {string.Join(", ", aliases)}."] : [];
    }

    private static TypeHelp[] Inputs(Type type, SetParameter[] parameters)
    {
        IEnumerable<TypeHelp> byValue = parameters.Where(parameter => parameter.ByValue).Select(parameter => ByValue(type, parameter.Help));
        string[] names = [.. parameters.Where(parameter => parameter.ByPropertyName)
            .Select(parameter => string.Join(" or ", parameter.Help.Aliases.Prepend(parameter.Help.Name)))];
        IEnumerable<TypeHelp> byName = names.Length > 0
            ? [new TypeHelp("System.Object", [$"Properties of these names bind to the parameters of the same name: {string.Join(", ", names)}."])]
            : [];
        TypeHelp[] inputs = [.. byValue, .. byName];
        return inputs.Length > 0 ? inputs : [new TypeHelp("None", ["This cmdlet takes nothing from the pipeline."])];
    }

    private static TypeHelp ByValue(Type type, ParameterHelp parameter)
    {
        Type property = type.GetProperty(parameter.Name)!.PropertyType;
        // The pipeline hands over one element at a time.
        string name = TypeNames.Full(property.IsArray ? property.GetElementType()! : property);
        return new TypeHelp(name, [$"Binds to -{parameter.Name}. {parameter.Description.FirstOrDefault("")}".TrimEnd()]);
    }

    private TypeHelp[] Outputs(Type type)
    {
        TypeHelp[] outputs = [.. type.Attributes("OutputTypeAttribute").SelectMany(output => output.Values()).Select(Output).DistinctBy(output => output.Name)];
        return outputs.Length > 0 ? outputs : [new TypeHelp("None", ["This cmdlet returns nothing."])];
    }

    private TypeHelp Output(object output) => output is Type type
        ? new TypeHelp(TypeNames.Full(type), text.Paragraphs(docs.Of(type)?.Element("summary")))
        : new TypeHelp((string)output, []);

    private ExampleHelp Example(XElement example)
    {
        XElement remarks = new(example);
        XElement[] codes = [.. remarks.Elements("code")];
        string code = string.Join("\n\n", codes.Select(DocText.Code));
        string title = string.Join(' ', text.Paragraphs(remarks.Element("title")));
        codes.Remove();
        remarks.Elements("title").Remove();
        return new ExampleHelp(title, code, text.Paragraphs(remarks));
    }

    /// <summary>What seealso names, then the other cmdlets that the text refers to, then the module's own topic.</summary>
    private IReadOnlyList<RelatedLink> Links(XElement? comment, CmdletName name)
    {
        IEnumerable<RelatedLink> also = (comment?.Descendants("seealso") ?? []).Select(Link);
        IEnumerable<RelatedLink> mentioned = (comment?.Descendants("see") ?? [])
            .Select(see => text.Cmdlet((string?)see.Attribute("cref") ?? ""))
            .OfType<string>()
            .Select(cmdlet => new RelatedLink(cmdlet, ""));
        return [.. also.Concat(mentioned).Append(new RelatedLink("about_DockerPS", ""))
            .Where(link => link.Text.Length > 0 && link.Text != name.ToString())
            .DistinctBy(link => link.Text)];
    }

    private RelatedLink Link(XElement seealso)
    {
        string uri = (string?)seealso.Attribute("href") ?? "";
        string own = string.Join(' ', text.Paragraphs(seealso));
        string cref = (string?)seealso.Attribute("cref") ?? "";
        return new RelatedLink(own.Length > 0 ? own : cref.Length > 0 ? text.Reference(cref) : uri, uri);
    }
}
