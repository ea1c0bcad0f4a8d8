using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Help;

public sealed partial class HelpInPwshTests
{
    /// <summary>Per cmdlet of $module and parameter set, what Get-Help and what Get-Command show; without the parameters that are
    /// hidden, since Get-Command does show those.</summary>
    private const string ShowSyntax = """
        foreach ($command in Get-Command -Module $module -CommandType Cmdlet | Sort-Object Name) {
            $hidden = @($command.Parameters.Values | Where-Object { $_.Attributes.DontShow -contains $true } | ForEach-Object { "\[-$($_.Name)[^]]*\] " }) -join '|'
            foreach ($line in ((Get-Help $command.Name).syntax | Out-String -Width 5000).Split("`n") -match '\S') { "help $line" }
            foreach ($line in (Get-Command $command.Name -Syntax).Split("`n") -match '\S') { "command $($hidden ? $line -replace $hidden : $line)" }
        }
        """;

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
            $module = (Import-Module {{Pwsh.Quote(module)}} -PassThru).Name
            {{ShowSyntax}}
            'example ' + (Get-Help Get-Widget -Examples | Out-String)
            """);

        AssertSameSyntax(output, count: 3);
        Assert.Contains("Example 1: Blue ones", output, StringComparison.Ordinal);
        Assert.Contains("Removes what is blue.", output, StringComparison.Ordinal);
    }

    [PwshFact]
    public async Task The_help_of_every_cmdlet_shows_the_syntax_that_Get_Command_shows()
    {
        string output = await Pwsh.RunAsync($$"""
            $module = (Import-Module {{Pwsh.Quote(Repository.File("DockerPS.psd1"))}} -PassThru).Name
            {{ShowSyntax}}
            "sets $((Get-Command -Module $module -CommandType Cmdlet).ParameterSets.Count)"
            """);

        AssertSameSyntax(output, int.Parse(Sets().Match(output).Groups[1].Value, null));
    }

    private static void AssertSameSyntax(string output, int count)
    {
        string[] lines = output.Split('\n');
        string[] help = [.. lines.Where(line => line.StartsWith("help ", StringComparison.Ordinal)).Select(ParameterNames)];
        string[] command = [.. lines.Where(line => line.StartsWith("command ", StringComparison.Ordinal)).Select(ParameterNames)];
        Assert.NotEqual(0, count);
        Assert.Equal(count, help.Length);
        Assert.Equal(command, help);
    }

    /// <summary>The cmdlet and its parameters with their brackets: types are written in two ways where a set of values is closed.</summary>
    private static string ParameterNames(string syntax) =>
        string.Join(' ', ParameterName().Matches(syntax[(syntax.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Select(match => match.Value));

    [GeneratedRegex(@"[A-Z][a-z]+-\w+(?= )|\[*-\w+\]?")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"^sets (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Sets();
}
