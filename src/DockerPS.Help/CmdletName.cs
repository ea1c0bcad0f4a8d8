using System.Reflection;

namespace DockerPS.Help;

/// <summary>Verb and noun of a cmdlet class, from its [Cmdlet].</summary>
internal sealed record CmdletName(string Verb, string Noun)
{
    public static CmdletName? Of(Type type) =>
        type.IsAbstract || type.Attribute("CmdletAttribute") is not { } cmdlet
            ? null
            : new CmdletName((string)cmdlet.ConstructorArguments[0].Value!, (string)cmdlet.ConstructorArguments[1].Value!);

    public override string ToString() => $"{Verb}-{Noun}";
}
