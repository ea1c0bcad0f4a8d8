using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Help;

public sealed partial class HelpInPwshTests
{
    [PwshFact]
    public async Task Get_Help_reads_the_file_and_its_syntax_is_that_of_Get_Command()
    {
        using TemporaryFolder folder = new();
        string module = folder.Combine("Sample");
        Directory.CreateDirectory(Path.Combine(module, "en-US"));
        File.Copy(HelpSample.Assembly, Path.Combine(module, "DockerPS.HelpSample.dll"));
        await File.WriteAllTextAsync(Path.Combine(module, "en-US", "DockerPS.HelpSample.dll-Help.xml"), HelpSample.Generate(HelpSample.Docs()));
        await File.WriteAllTextAsync(Path.Combine(module, "Sample.psd1"), "@{ RootModule = 'DockerPS.HelpSample.dll'; ModuleVersion = '1.0' }");

        string output = await Pwsh.RunAsync($$"""
            Import-Module {{Pwsh.Quote(module)}}
            foreach ($name in 'Get-Widget', 'Remove-Widget') {
                $help = Get-Help $name
                foreach ($line in ($help.syntax | Out-String -Width 500).Split("`n") -match '\S') { "help $line" }
                foreach ($line in (Get-Command $name -Syntax).Split("`n") -match '\S') { "command $line" }
            }
            'example ' + (Get-Help Get-Widget -Examples | Out-String)
            """);

        // The hidden parameter is the only difference: Get-Command shows it.
        string[] lines = output.Split('\n');
        string[] help = [.. lines.Where(line => line.StartsWith("help ", StringComparison.Ordinal)).Select(ParameterNames)];
        string[] command = [.. lines.Where(line => line.StartsWith("command ", StringComparison.Ordinal)).Select(ParameterNames)];
        Assert.Equal(3, help.Length);
        Assert.Equal(command.Select(names => names.Replace(" Legacy", "", StringComparison.Ordinal)), help);
        Assert.Contains("Example 1: Blue ones", output, StringComparison.Ordinal);
        Assert.Contains("Removes what is blue.", output, StringComparison.Ordinal);
    }

    private static string ParameterNames(string syntax) => string.Join(' ', ParameterName().Matches(syntax).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"[ \[]-(\w+)")]
    private static partial Regex ParameterName();
}
