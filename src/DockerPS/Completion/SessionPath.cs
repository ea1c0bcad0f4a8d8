using System.Collections.ObjectModel;
using System.Management.Automation;

namespace DockerPS.Completion;

/// <summary>Where the shell stands that a line is typed into.</summary>
internal static class SessionPath
{
    /// <summary>The folder of the file system; the process's own where there is no shell. A completer is given no session state: the shell is asked.</summary>
    public static string Current()
    {
        Collection<PSObject> answer = ScriptBlock.Create("(Microsoft.PowerShell.Management\\Get-Location -PSProvider FileSystem).ProviderPath").Invoke();
        return answer is [{ BaseObject: string folder }] ? folder : Environment.CurrentDirectory;
    }
}
