using DockerPS.Tests.Support;
using Xunit.Abstractions;

namespace DockerPS.Tests.Parity;

/// <summary>Holds docs/cli-parity.tsv against the docker CLI's flags, against the compiled cmdlets, and against the page made from it.</summary>
public sealed class CliParityTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<CliFlag> s_facts = CliFlag.Load();
    private static readonly IReadOnlyList<ParityRow> s_rows = ParityRow.Load();

    [Fact]
    public void Every_command_and_flag_of_the_CLI_has_a_row()
    {
        HashSet<(string, string)> rows = [.. s_rows.Select(r => (r.Command, r.Flag))];

        AssertNone("without a row", s_facts.Where(f => !rows.Contains((f.LongForm, f.Flag))).Select(f => $"{f.Command} {f.Flag}"));
    }

    [Fact]
    public void Every_row_is_a_command_or_flag_of_the_CLI_and_stands_once()
    {
        HashSet<(string, string)> facts = [.. s_facts.Where(f => f.AliasOf.Length == 0).Select(f => (f.Command, f.Flag))];

        AssertNone("unknown to the CLI", s_rows.Where(r => !facts.Contains((r.Command, r.Flag))).Select(r => r.ToString()));
        AssertNone("twice", s_rows.GroupBy(r => r.ToString()).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Aliases_stand_with_their_long_form()
    {
        ILookup<string, string> listed = s_rows
            .SelectMany(r => r.AliasList.Select(alias => (r.Command, alias)))
            .ToLookup(p => p.Command, p => p.alias);
        IEnumerable<(string Command, string Alias)> wanted = s_facts
            .Where(f => f.Flag.Length == 0 && f.AliasOf.Length > 0)
            .Select(f => (f.AliasOf, f.Command))
            .Concat(s_facts.SelectMany(f => f.Aliases.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(alias => (f.Command, alias))));

        AssertNone("not listed with its long form", wanted.Where(w => !listed[w.Command].Contains(w.Alias)).Select(w => $"{w.Alias} ({w.Command})"));
    }

    [Fact]
    public void Rows_are_complete()
    {
        AssertNone("without a known status", s_rows.Where(r => r.Status is not (ParityRow.Mapped or ParityRow.Planned or ParityRow.Omitted)).Select(r => r.ToString()));
        AssertNone("omitted without a reason", s_rows.Where(r => r.Status == ParityRow.Omitted && string.IsNullOrWhiteSpace(r.Note)).Select(r => r.ToString()));
        AssertNone("omitted, but with a cmdlet", s_rows.Where(r => r.Status == ParityRow.Omitted && r.Cmdlet.Length > 0).Select(r => r.ToString()));
        AssertNone("without a cmdlet or phase", s_rows.Where(r => r.Status != ParityRow.Omitted && (r.Cmdlet.Length == 0 || !int.TryParse(r.Phase, out _))).Select(r => r.ToString()));
        AssertNone("a flag without a parameter or a note", s_rows.Where(r => r.Status != ParityRow.Omitted && !r.IsCommand && r.Parameter.Length == 0 && r.Note.Length == 0).Select(r => r.ToString()));
    }

    [Fact]
    public void What_is_mapped_exists()
    {
        IReadOnlyDictionary<string, CmdletMetadata> cmdlets = CmdletReader.Read(ModuleAssembly());
        ParityRow[] mapped = [.. s_rows.Where(r => r.Status == ParityRow.Mapped)];
        string[] absent = [.. mapped.Select(r => r.Cmdlet).Distinct().Where(c => !cmdlets.ContainsKey(c))];
        ParityRow[] withParameter = [.. mapped.Where(r => r.Parameter.Length > 0 && cmdlets.ContainsKey(r.Cmdlet))];

        AssertNone(
            "mapped, but not in DockerPS.dll",
            absent.Concat(withParameter.SelectMany(r => Missing(r, cmdlets[r.Cmdlet])).Distinct()));
    }

    [Fact]
    public void The_page_is_what_the_table_says()
    {
        Assert.Empty(ParityDocument.WithoutArea(s_rows));
        string page = Repository.File("docs", "cli-parity.md");
        string expected = ParityDocument.Render(s_rows, s_facts);
        output.WriteLine(ParityDocument.Summary(s_rows));
        if (Environment.GetEnvironmentVariable("DOCKERPS_UPDATE_DOCS") == "1")
            File.WriteAllText(page, expected);

        Assert.True(
            File.Exists(page) && File.ReadAllText(page) == expected,
            "docs/cli-parity.md is not what docs/cli-parity.tsv says: run the tests with DOCKERPS_UPDATE_DOCS=1.");
    }

    /// <summary>The parameter itself, the flag's own form and docker's letter, as far as the cmdlet lacks them.</summary>
    private static IEnumerable<string> Missing(ParityRow row, CmdletMetadata cmdlet)
    {
        if (!cmdlet.Parameters.TryGetValue(row.Parameter, out string? parameter))
        {
            yield return $"{row.Cmdlet} -{row.Parameter} ({row})";
            yield break;
        }

        string letter = s_facts.First(f => f.Command == row.Command && f.Flag == row.Flag).Short.TrimStart('-');
        string[] aliases = row.Note.Contains("no alias,", StringComparison.Ordinal)
            ? []
            : letter.Length == 0 || row.Note.Contains("no letter,", StringComparison.Ordinal)
            ? [FlagForm(row.Flag)]
            : [FlagForm(row.Flag), letter];
        // PowerShell's own parameters of that name cannot be had.
        foreach (string alias in aliases.Except(["Verbose", "Debug"]))
        {
            if (!cmdlet.Parameters.TryGetValue(alias, out string? owner) || owner != parameter)
                yield return $"{row.Cmdlet} -{parameter}: alias {alias} ({row})";
        }
    }

    /// <summary>--build-arg is BuildArg: names ignore case, so the hyphens go and nothing else.</summary>
    private static string FlagForm(string flag) =>
        string.Concat(flag.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The assembly beside the tests, else the staged one; from metadata alone, so which build it is does not matter.</summary>
    private static string ModuleAssembly()
    {
        string[] candidates =
        [
            Path.Combine(AppContext.BaseDirectory, "DockerPS.dll"),
            Repository.File("bin", "net8.0", "DockerPS.dll"),
        ];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"DockerPS.dll is in none of: {string.Join(", ", candidates)}");
    }

    private static void AssertNone(string what, IEnumerable<string> found)
    {
        string[] list = [.. found];
        Assert.True(list.Length == 0, $"{list.Length} {what}:{Environment.NewLine}{string.Join(Environment.NewLine, list)}");
    }
}
