using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace DockerPS.SmaDouble;

/// <summary>Makes the engine objects that PowerShell has no public constructor for.</summary>
public static partial class Session
{
    /// <summary>A session whose current location is the folder given.</summary>
    public static SessionState Create(string location) => new(new PSVariableIntrinsics(), new PathIntrinsics(location));

    /// <summary>Adds a file system drive to a session, as New-PSDrive does.</summary>
    public static void AddDrive(SessionState session, string name, string root) => session.Path.AddDrive(name, root);

    /// <summary>A runspace that is open; nothing runs in it.</summary>
    public static Runspace CreateRunspace() => new();

    /// <summary>The module object that OnRemove takes.</summary>
    public static PSModuleInfo CreateModule(string name, string moduleBase) => new(name, moduleBase, new Version(0, 0));

    /// <summary>The syntax tree of a command line of plain and quoted words.</summary>
    public static CommandAst Parse(string line)
    {
        List<CommandElementAst> elements = [];
        bool parametersEnded = false;
        foreach (Match match in Words().Matches(line))
        {
            string word = match.Value;
            ScriptExtent extent = new(line, match.Index, match.Length);
            if (!parametersEnded && (word == "--" || (word is ['-', _, ..] && char.IsLetter(word[1]))))
            {
                parametersEnded = word == "--";
                elements.Add(new CommandParameterAst(extent, word[1..], null, extent));
            }
            else
                elements.Add(word is ['@', _, ..]
                    ? new VariableExpressionAst(extent, word[1..], splatted: true)
                    : new StringConstantExpressionAst(extent, word.Trim('\'', '"'), word[0] is '\'' or '"' ? StringConstantType.SingleQuoted : StringConstantType.BareWord));
        }
        return new CommandAst(new ScriptExtent(line, 0, line.Length), elements);
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Words();
}
