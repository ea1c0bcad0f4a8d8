using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DockerPS.Help;

/// <summary>Doc comments as the plain paragraphs of a help page: what refers to a class or a property of C# reads there as the
/// cmdlet or the parameter that a user knows.</summary>
internal sealed partial class DocText
{
    private readonly Dictionary<string, string> _cmdlets;

    public DocText(IEnumerable<Type> cmdletTypes)
    {
        _cmdlets = cmdletTypes.ToDictionary(type => "T:" + DocComments.IdOf(type), type => CmdletName.Of(type)!.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The cmdlet that a cref stands for, or null.</summary>
    public string? Cmdlet(string cref) => _cmdlets.GetValueOrDefault(cref);

    /// <summary>The paragraphs of an element; none where it is null or blank.</summary>
    public IReadOnlyList<string> Paragraphs(XElement? element)
    {
        List<string> paragraphs = [];
        StringBuilder current = new();
        foreach (XNode node in element?.Nodes() ?? [])
        {
            switch (node)
            {
                case XElement { Name.LocalName: "para" } para:
                    Flush(paragraphs, current);
                    paragraphs.AddRange(Paragraphs(para));
                    break;
                case XElement { Name.LocalName: "code" } code:
                    Flush(paragraphs, current);
                    paragraphs.Add(Code(code));
                    break;
                case XElement { Name.LocalName: "list" } list:
                    Flush(paragraphs, current);
                    paragraphs.Add(string.Join('\n', list.Elements("item").Select(Item)));
                    break;
                default:
                    current.Append(Inline(node));
                    break;
            }
        }

        Flush(paragraphs, current);
        return paragraphs;
    }

    /// <summary>The lines of a code element without the indentation that the comment gave them.</summary>
    public static string Code(XElement code)
    {
        string[] lines = code.Value.ReplaceLineEndings("\n").Split('\n');
        int[] indents = [.. lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length)];
        int indent = indents.Length == 0 ? 0 : indents.Min();
        // The first line follows the tag and has no indentation to lose.
        IEnumerable<string> outdented = lines.Skip(1).Select(line => line.Length > indent ? line[indent..].TrimEnd() : "").Prepend(lines[0].Trim());
        return string.Join('\n', outdented).Trim('\n');
    }

    private static void Flush(List<string> paragraphs, StringBuilder current)
    {
        string text = Whitespace().Replace(current.ToString(), " ").Trim();
        if (text.Length > 0)
        {
            paragraphs.Add(text);
        }

        current.Clear();
    }

    private string Item(XElement item)
    {
        string text = string.Join(": ", new[] { item.Element("term"), item.Element("description") }
            .Where(part => part is not null)
            .Select(part => string.Join(' ', Paragraphs(part))));
        return "- " + (text.Length > 0 ? text : string.Join(' ', Paragraphs(item)));
    }

    private string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => See(see),
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => (string?)reference.Attribute("name") ?? "",
        XElement { Name.LocalName: "br" } => " ",
        XElement element => string.Concat(element.Nodes().Select(Inline)),
        _ => "",
    };

    private string See(XElement see)
    {
        string own = string.Concat(see.Nodes().Select(Inline));
        return own.Length > 0 ? own
            : (string?)see.Attribute("cref") is { } cref ? Reference(cref)
            : (string?)see.Attribute("langword") switch
            {
                "true" => "$true",
                "false" => "$false",
                "null" => "$null",
                string word => word,
                null => (string?)see.Attribute("href") ?? "",
            };
    }

    /// <summary>A cmdlet by its name, a parameter of a cmdlet with its dash, anything else by its last word.</summary>
    public string Reference(string cref)
    {
        if (Cmdlet(cref) is { } cmdlet)
        {
            return cmdlet;
        }

        string path = Arguments().Replace(cref[(cref.IndexOf(':') + 1)..], "");
        string name = Arity().Replace(path[(path.LastIndexOf('.') + 1)..], "");
        bool ofCmdlet = cref.StartsWith("P:", StringComparison.Ordinal)
            && (_cmdlets.ContainsKey("T:" + path[..^(name.Length + 1)]) || path.Contains("Cmdlet.", StringComparison.Ordinal));
        return ofCmdlet ? "-" + name : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\(.*\)$")]
    private static partial Regex Arguments();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
