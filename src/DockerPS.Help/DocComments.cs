using System.Reflection;
using System.Xml.Linq;

namespace DockerPS.Help;

/// <summary>The doc comments of the compiler's documentation files, by member.</summary>
internal sealed class DocComments
{
    private readonly Dictionary<string, XElement> _members;

    public DocComments(IEnumerable<XDocument> files)
    {
        _members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (XElement member in files.SelectMany(file => file.Descendants("member")))
        {
            _members[(string)member.Attribute("name")!] = member;
        }
    }

    public static DocComments Load(IEnumerable<string> paths) =>
        new(paths.Select(path => XDocument.Load(path, LoadOptions.PreserveWhitespace)));

    public XElement? Of(Type type) => _members.GetValueOrDefault("T:" + IdOf(type));

    public XElement? Of(PropertyInfo property) => _members.GetValueOrDefault($"P:{IdOf(property.DeclaringType!)}.{property.Name}");

    /// <summary>The compiler's name of a type: nested types behind a dot, generic ones with their arity.</summary>
    public static string IdOf(Type type) =>
        (type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
}
