using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace DockerPS.SmaDouble;

/// <summary>Makes the engine objects that PowerShell has no public constructor for.</summary>
public static class Session
{
    /// <summary>A session whose current location is the folder given.</summary>
    public static SessionState Create(string location) => new(new PSVariableIntrinsics(), new PathIntrinsics(location));

    /// <summary>Adds a file system drive to a session, as New-PSDrive does.</summary>
    public static void AddDrive(SessionState session, string name, string root) => session.Path.AddDrive(name, root);

    /// <summary>A runspace that is open; nothing runs in it.</summary>
    public static Runspace CreateRunspace() => new();

    /// <summary>The module object that OnRemove takes.</summary>
    public static PSModuleInfo CreateModule(string name, string moduleBase) => new(name, moduleBase, new Version(0, 0));

    /// <summary>The syntax tree of a command line of plain words, for argument completers.</summary>
    public static CommandAst Parse(string line)
    {
        List<CommandElementAst> elements = [];
        int offset = 0;
        foreach (string word in line.Split(' '))
        {
            ScriptExtent extent = new(line, offset, word.Length);
            offset += word.Length + 1;
            if (word.Length > 0)
            {
                elements.Add(word is ['-', _, ..] && char.IsLetter(word[1])
                    ? new CommandParameterAst(extent, word[1..], null, extent)
                    : new StringConstantExpressionAst(extent, word, StringConstantType.BareWord));
            }
        }
        return new CommandAst(new ScriptExtent(line, 0, line.Length), elements);
    }
}
